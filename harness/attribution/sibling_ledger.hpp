// Ledger III: siblings replaced. The victim runs the task as it does alone, its siblings do one thing only:
// how much does each kind of company slow it down?
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "harness/analysis/interval.hpp"
#include "harness/model/cell.hpp"

namespace allocscale {

inline constexpr std::size_t sibling_kinds = 6;  // of model/cell.hpp; idle ones do nothing

/// "nothing", "compute", "page faults", "cache-resident copy", "memory streaming", "the kernel itself".
[[nodiscard]] std::string_view siblings_name(Siblings siblings);

/// One block: the victim's T beside each kind of sibling, ns. Absent where it did not run.
struct SiblingBlock {
  std::array<std::optional<double>, sibling_kinds> victim_ns;
  /// Achieved over wanted rate (faults/s or bytes/s of the kernel alone); absent where none was asked for.
  std::array<std::optional<double>, sibling_kinds> rate;
};

/// What one kind of company does to the victim.
struct Interference {
  Siblings siblings = Siblings::idle;
  int blocks = 0;
  Interval points;                     // 100·(T(victim | these) / T(victim | nothing) − 1), 95 %
  std::optional<Interval> reproduced;  // of what the kernel itself does, as a part of 1; absent: of nothing
  std::optional<double> rate;          // mean over blocks
  bool void_rate = false;              // off by more than a tenth: says nothing
};

/// One entry per kind that ran beside idle ones in at least two blocks, these aside.
[[nodiscard]] std::vector<Interference> sibling_ledger(std::span<const SiblingBlock> blocks,
                                                       std::uint64_t seed);

/// The entry of a kind whose rate was kept, or nullptr.
[[nodiscard]] const Interference* find_interference(std::span<const Interference> ledger, Siblings siblings);

}  // namespace allocscale
