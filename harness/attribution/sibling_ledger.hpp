// Ledger III: siblings replaced. Worker 0, the victim, runs the task as it does alone; its siblings use one
// resource only. The ledger has how much each kind of siblings slows the victim.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "harness/analysis/interval.hpp"
#include "harness/attribution/removal_block.hpp"
#include "harness/model/cell.hpp"

namespace allocscale {

inline constexpr std::size_t sibling_kinds = siblings_levels.size();

/// "nothing", "compute", "page faults", "cache-resident copy", "memory streaming", "the kernel itself".
[[nodiscard]] std::string_view siblings_name(Siblings siblings);

/// One block: the victim's T with each kind of siblings, ns, over what sharing CPUs with them makes at best.
/// Absent where that did not run.
struct SiblingBlock {
  std::array<std::optional<double>, sibling_kinds> victim_ns;
  /// The siblings' rate over the wanted one (faults/s or bytes/s of the kernel alone). Absent where no rate
  /// was asked for.
  std::array<std::optional<double>, sibling_kinds> rate;
  /// What shows the machine's share; absent where it did not run.
  std::optional<AloneAndTogether> control = std::nullopt;
};

/// How much one kind of siblings slows the victim. A machine that takes a share of every task's time slows it
/// beside any siblings that run, so evidence for a cause is what is left without that share.
struct Interference {
  Siblings siblings = Siblings::idle;
  int blocks = 0;
  Interval points;  // 100·(T(victim | these) / T(victim | nothing) − 1), 95 %
  // 100·(T(victim | these) / T(victim | nothing) − ρ), where ρ is the control's slowdown over these blocks,
  // its error carried (relative_blocks.hpp); absent without a control.
  std::optional<Interval> beyond_machine = std::nullopt;
  // The part of the kernel's own effect, both without the machine's share; absent where that is 0.
  std::optional<Interval> reproduced;
  std::optional<double> rate;  // mean over blocks
  bool void_rate = false;      // the rate is off by more than a tenth, so the entry is not used

  /// What speaks for a cause: the points without the machine's share, where a control shows it.
  [[nodiscard]] const Interval& evidence() const { return beyond_machine ? *beyond_machine : points; }
};

/// One entry per kind, other than idle ones, of which at least two blocks have both it and idle ones.
[[nodiscard]] std::vector<Interference> sibling_ledger(std::span<const SiblingBlock> blocks,
                                                       std::uint64_t seed);

/// The entry of this kind, or nullptr where there is none or its rate was not kept.
[[nodiscard]] const Interference* find_interference(std::span<const Interference> ledger, Siblings siblings);

}  // namespace allocscale
