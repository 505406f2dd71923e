// The order in which the trials of a block run. Blocks are complete and randomised: each has every cell once,
// in random order, and the twin, a second copy of the baseline, for the A/A comparison. The trials of one
// comparison run one after another, because the state of the machine changes slowly and should be the same
// for what is compared. The comparisons themselves are in random order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "harness/model/trial.hpp"
#include "harness/plan/plan.hpp"
#include "harness/plan/predict.hpp"

namespace allocscale {

/// How one comparison is run in every block. A group is the cells of one layout × allocator × setting of the
/// factors at all numbers of workers. A group stays in one sub-block, since a slowdown is a ratio of two of
/// its cells.
struct ComparisonShape {
  std::vector<std::size_t> baseline;  // its cells, by rising workers; each sub-block runs them and the twin
  std::vector<std::vector<std::size_t>> groups;  // the cells of every other group
  int sub_blocks = 1;
};

/// What is the same in every block of a run.
struct BlockShape {
  std::vector<ComparisonShape> comparisons;  // in the order of the plan's comparisons
  std::vector<int> trials;                   // of each cell in one block, twins included
};

/// The shape of the plan's blocks. A comparison that is predicted to take longer than `longest_seconds` is
/// divided into as many sub-blocks as that limit needs, but each keeps at least two groups: the repeated
/// baseline and twin then never take more trials than the groups beside them. `predictions` has one entry per
/// cell of the plan.
[[nodiscard]] BlockShape shape_block(const Plan& plan, std::span<const Prediction> predictions,
                                     double longest_seconds = 60);

/// The trials of one block in their order; positions count from 0. Which groups share a sub-block is random
/// too. Equal arguments give equal trials with every compiler. Every block has the same number of trials.
[[nodiscard]] std::vector<PlannedTrial> plan_block(const Plan& plan, const BlockShape& shape, int block,
                                                   std::uint64_t seed);

/// The predicted time of one block, in seconds.
[[nodiscard]] double block_seconds(const BlockShape& shape, std::span<const Prediction> predictions);

}  // namespace allocscale
