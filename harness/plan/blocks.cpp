#include "harness/plan/blocks.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "harness/base/shuffle.hpp"

namespace allocscale {
namespace {

using Group = std::vector<std::size_t>;

double seconds_of(const Group& cells, std::span<const Prediction> predictions) {
  return std::accumulate(cells.begin(), cells.end(), 0.0,
                         [&](double sum, std::size_t cell) { return sum + predictions[cell].seconds; });
}

int count_sub_blocks(const ComparisonShape& shape, std::span<const Prediction> predictions,
                     double longest_seconds) {
  const double pair = 2 * seconds_of(shape.baseline, predictions);
  double others = 0;
  for (const Group& group : shape.groups) others += seconds_of(group, predictions);
  const int most = std::max(1, static_cast<int>(shape.groups.size() / 2));
  const double room = longest_seconds - pair;
  if (room <= 0 || others / room >= most) return most;
  return std::max(1, static_cast<int>(std::ceil(others / room)));
}

ComparisonShape shape_comparison(const Plan& plan, const Comparison& comparison,
                                 std::span<const Prediction> predictions, double longest_seconds) {
  ComparisonShape shape;
  shape.baseline = comparison.baseline_cells;
  std::map<std::string, std::size_t> group_of;
  for (const std::size_t index : comparison.cells) {
    Cell group = plan.cells[index];
    if (is_baseline(comparison.baseline, group)) continue;
    group.workers = 1;
    const auto [found, added] = group_of.try_emplace(cell_key(group), shape.groups.size());
    if (added) shape.groups.emplace_back();
    shape.groups[found->second].push_back(index);
  }
  shape.sub_blocks = count_sub_blocks(shape, predictions, longest_seconds);
  return shape;
}

void add_trials(const Group& cells, int sub_block, bool twin, std::vector<PlannedTrial>& trials) {
  for (const std::size_t cell : cells) {
    PlannedTrial trial;
    trial.cell = cell;
    trial.sub_block = sub_block;
    trial.twin = twin;
    trials.push_back(trial);
  }
}

// The groups are shuffled and dealt round: sub-blocks differ by one group at most.
void add_comparison_trials(const ComparisonShape& shape, SplitMix64& random,
                           std::vector<PlannedTrial>& block) {
  std::vector<Group> groups = shape.groups;
  shuffle(std::span(groups), random);
  for (int sub_block = 0; sub_block < shape.sub_blocks; ++sub_block) {
    std::vector<PlannedTrial> trials;
    add_trials(shape.baseline, sub_block, false, trials);
    add_trials(shape.baseline, sub_block, true, trials);
    for (std::size_t i = static_cast<std::size_t>(sub_block); i < groups.size();
         i += static_cast<std::size_t>(shape.sub_blocks))
      add_trials(groups[i], sub_block, false, trials);
    shuffle(std::span(trials), random);
    block.insert(block.end(), trials.begin(), trials.end());
  }
}

}  // namespace

BlockShape shape_block(const Plan& plan, std::span<const Prediction> predictions, double longest_seconds) {
  BlockShape shape;
  shape.trials.assign(plan.cells.size(), 0);
  for (const Comparison& comparison : plan.comparisons) {
    shape.comparisons.push_back(shape_comparison(plan, comparison, predictions, longest_seconds));
    for (const std::size_t cell : comparison.cells) shape.trials[cell] = 1;
    for (const std::size_t cell : comparison.baseline_cells)
      shape.trials[cell] = 2 * shape.comparisons.back().sub_blocks;
  }
  return shape;
}

std::vector<PlannedTrial> plan_block(const Plan& plan, const BlockShape& shape, int block,
                                     std::uint64_t seed) {
  const std::uint64_t block_seed = derive_seed(seed, static_cast<std::uint64_t>(block));
  SplitMix64 random(block_seed);
  std::vector<std::size_t> order(plan.comparisons.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  shuffle(std::span(order), random);

  std::vector<PlannedTrial> trials;
  for (const std::size_t comparison : order)
    add_comparison_trials(shape.comparisons[comparison], random, trials);
  for (std::size_t position = 0; position < trials.size(); ++position) {
    trials[position].block = block;
    trials[position].position = static_cast<int>(position);
    trials[position].seed = derive_seed(block_seed, position + 1);
  }
  return trials;
}

double block_seconds(const BlockShape& shape, std::span<const Prediction> predictions) {
  double seconds = 0;
  for (std::size_t cell = 0; cell < shape.trials.size(); ++cell)
    seconds += shape.trials[cell] * predictions[cell].seconds;
  return seconds;
}

}  // namespace allocscale
