// The design of a measurement: do the times alone and together come from one process or from several? And in
// which order does the first worker of a paired trial run its iterations?
//
// In a paired trial worker 0 runs alone and together in turn; the other workers are held, asleep, while it is
// alone. Launches of one task differ by 10 to 15 %, iterations of one process by less than half of that, so a
// contrast within a process needs a fraction of the blocks.
#pragma once

#include <string_view>

namespace allocscale {

struct Cell;

/// separate: one process runs alone, others run together. paired: see above.
enum class Design { separate, paired };

[[nodiscard]] constexpr std::string_view design_name(Design design) {
  return design == Design::paired ? "paired" : "separate";
}

/// Which of the two comes first in the first pair of a trial. From pair to pair it alternates, which cancels
/// a drift over the iterations.
enum class PairOrder { alone_first, together_first };

/// The fewest iterations together of a paired trial: the cold one, one more, and two pairs.
inline constexpr int fewest_paired_iterations = 4;

/// How many iterations worker 0 runs when `together` of them are together: as many settled ones alone.
[[nodiscard]] constexpr int iterations_of_first(int together) { return 2 * together - 2; }

/// Whether iteration `i` of worker 0 is alone. Iterations 0 and 1 are together; from then on each pair has
/// one of each kind.
[[nodiscard]] constexpr bool is_alone(int i, PairOrder order) {
  if (i < 2) return false;
  const bool second = i % 2 == 1, turned = (i - 2) / 2 % 2 == 1;
  return (second != turned) == (order == PairOrder::together_first);
}

/// Whether a trial of the cell can be paired: at least two workers, each pinned to a CPU of its own, each a
/// process that runs the cell's kernel, with enough iterations.
[[nodiscard]] bool can_be_paired(const Cell& cell, int capacity);

}  // namespace allocscale
