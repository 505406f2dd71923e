// In which order do the trials of a block run? Randomised complete blocks: every cell once, in random order,
// and a twin, the second copy of the baseline, as the A/A arm. Trials of one comparison stay together in
// time, so that what is compared within a block shares the machine's mood; the comparisons themselves are
// shuffled.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "harness/model/trial.hpp"
#include "harness/plan/plan.hpp"
#include "harness/plan/predict.hpp"

namespace allocscale {

/// How one comparison is run in every block. A group is what one layout × allocator × setting of the
/// factors runs: its cells at all levels of workers, never parted, since a slowdown is a ratio of two of
/// them.
struct ComparisonShape {
  std::vector<std::size_t> baseline;  // cells, by rising workers; run again, as the twin too, in each
                                      // sub-block
  std::vector<std::vector<std::size_t>> groups;  // cells of the others
  int sub_blocks = 1;
};

struct BlockShape {
  std::vector<ComparisonShape> comparisons;  // as the plan's
  std::vector<int> trials;                   // of each cell in one block, twins included
};

/// A comparison predicted to take longer than `longest_seconds` is parted into as many sub-blocks as that
/// limit asks for, but no more than leave two groups to each: repeating the baseline and its twin then never
/// costs more trials than it serves. `predictions` has one entry per cell of the plan.
[[nodiscard]] BlockShape shape_block(const Plan& plan, std::span<const Prediction> predictions,
                                     double longest_seconds = 60);

/// The trials of one block in their order, positions counted from 0. Which groups share a sub-block is random
/// as well. Equal arguments give equal trials on every compiler; the number of trials is the same in every
/// block.
[[nodiscard]] std::vector<PlannedTrial> plan_block(const Plan& plan, const BlockShape& shape, int block,
                                                   std::uint64_t seed);

/// Predicted time of one block.
[[nodiscard]] double block_seconds(const BlockShape& shape, std::span<const Prediction> predictions);

}  // namespace allocscale
