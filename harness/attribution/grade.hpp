// Compares what the three ledgers say of a component.
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

/// What another ledger's points say of the component's. The other ledger supports the component where its
/// interval excludes 0 on the same side and its estimate is at least half of the component's. It contradicts
/// where its interval lies below half of the least that the component may be. Otherwise it is silent.
[[nodiscard]] Support support_of(const Interval& component, const std::optional<Interval>& other);

/// Whether the suspect takes user time. The page-fault path takes the kernel's time, every other suspect the
/// program's.
[[nodiscard]] bool is_user_time(Suspect suspect);

/// The line of ledger I that has the suspect's time: user time or system time.
[[nodiscard]] std::optional<Interval> carrying_line(Suspect suspect, const TimeLedger& ledger);

/// The siblings of ledger III that use the same channel as the suspect: page faults for the page-fault path,
/// memory streaming for reference-count writes and for indirection. Allocator work has no siblings, because
/// it slows other workers only through memory.
[[nodiscard]] std::optional<Siblings> channel_of(Suspect suspect);

/// A where accounting, removal and siblings all support the component and every check of the removal has
/// passed; B where two support it; C where one does; X where one contradicts another. Absent where none
/// supports it.
[[nodiscard]] std::optional<Grade> grade_of(const std::array<Support, 3>& ledgers, bool checks_passed);

}  // namespace allocscale
