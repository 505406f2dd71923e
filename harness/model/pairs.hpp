// The design of a measurement: do the times alone and together come from one process or from several? And in
// which order does the first worker of a paired trial run its iterations?
//
// In a paired trial worker 0 runs alone and together in turn; the other workers are held, asleep, while it is
// alone. Launches of one task differ by 10 to 15 %, iterations of one process by less than half of that, so a
// contrast within a process needs a fraction of the blocks.
#pragma once

#include <bit>
#include <string_view>

namespace allocscale {

/// separate: one process runs alone, others run together. paired: see above.
enum class Design { separate, paired };

[[nodiscard]] constexpr std::string_view design_name(Design design) {
  return design == Design::paired ? "paired" : "separate";
}

/// Which of the two comes first in the first pair of a trial. The pairs that follow are turned round or not
/// by the Thue-Morse sequence (ABBA BAAB …), which cancels a drift and most periods of an allocator. What is
/// left cancels between trials of the two orders: an allocator may take other numbers of page faults in its
/// third iteration than in its fourth, and the same ones in every process.
enum class PairOrder { alone_first, together_first };

/// The fewest iterations together of a paired trial: the cold one, one more, and two pairs.
inline constexpr int fewest_paired_iterations = 4;

/// How many iterations worker 0 runs when `together` of them are together: as many settled ones alone.
[[nodiscard]] constexpr int iterations_of_first(int together) { return 2 * together - 2; }

/// Whether iteration `i` of worker 0 is alone. Iterations 0 and 1 are together; from then on each pair has
/// one of each kind.
[[nodiscard]] constexpr bool is_alone(int i, PairOrder order) {
  if (i < 2) return false;
  const bool odd = std::popcount(static_cast<unsigned>(i - 2)) % 2 == 1;
  return odd == (order == PairOrder::together_first);
}

}  // namespace allocscale
