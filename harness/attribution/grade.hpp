// Do the three ledgers tell the same story of a component?
#pragma once

#include <array>
#include <optional>
#include <span>

#include "harness/attribution/component.hpp"
#include "harness/attribution/sibling_ledger.hpp"
#include "harness/attribution/time_ledger.hpp"

namespace allocscale {

/// What one ledger says of a component.
enum class Support { absent, silent, supports, contradicts };

/// Another ledger's points against the component's, both with intervals: it supports where it excludes 0 on
/// the component's side and reaches half of its value; it contradicts where it is shown to stay below half of
/// the least that the component may be; otherwise it is silent.
[[nodiscard]] Support support_of(const Interval& component, const std::optional<Interval>& other);

/// Whether the time that the suspect takes is the program's own: all but the page-fault path, which is the
/// kernel's.
[[nodiscard]] bool is_user_time(Suspect suspect);

/// The line of ledger I that carries the suspect: user time, or system time.
[[nodiscard]] std::optional<Interval> carrying_line(Suspect suspect, const TimeLedger& ledger);

/// The siblings of ledger III that stand for the suspect's channel: page faults for the page-fault path,
/// memory streaming for the writes of reference counts and for indirection. Allocator work has none: what it
/// does to others, it does by memory.
[[nodiscard]] std::optional<Siblings> channel_of(Suspect suspect);

/// A: accounting, removal and siblings all support and every check of the removal has passed; B: two of them;
/// C: one; X: one contradicts another. Absent where none supports.
[[nodiscard]] std::optional<Grade> grade_of(const std::array<Support, 3>& ledgers, bool checks_passed);

}  // namespace allocscale
