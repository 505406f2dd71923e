#include "harness/analysis/tie_set.hpp"

#include <algorithm>
#include <set>

#include "harness/analysis/simultaneous.hpp"
#include "harness/analysis/verdict.hpp"

namespace allocscale {
namespace {

constexpr double confidence = 0.95;

double mean_of_series(const Series& series) {
  double sum = 0;
  for (const auto& [place, value] : series) sum += value;
  return sum / static_cast<double>(series.size());
}

// The blocks that all of the contrasts have: only within these are their deviations correlated.
std::set<int> common_blocks(std::span<const Contrast> contrasts) {
  std::set<int> common;
  for (const auto& [block, value] : contrasts[0].by_block)
    if (std::all_of(contrasts.begin(), contrasts.end(),
                    [at = block](const Contrast& one) { return one.by_block.contains(at); }))
      common.insert(block);
  return common;
}

std::vector<double> values_in(const Contrast& contrast, const std::set<int>& blocks) {
  std::vector<double> values;
  for (const int block : blocks) values.push_back(contrast.by_block.at(block));
  return values;
}

// Rows that never share a sub-block are compared over the bridge; where one is, all are, so that each
// contrast has the same blocks.
std::vector<Contrast> contrasts_with(const Series& best, std::span<const Series* const> others,
                                     const Series& bridge) {
  std::vector<Contrast> direct, bridged;
  for (const Series* other : others) {
    direct.push_back(paired(*other, best));
    bridged.push_back(difference(paired(*other, bridge), paired(best, bridge)));
  }
  return common_blocks(direct).size() >= common_blocks(bridged).size() ? direct : bridged;
}

}  // namespace

TieSet tie_set(std::span<const Series> rows, const Series& bridge, double margin) {
  TieSet set;
  for (std::size_t i = 1; i < rows.size(); ++i)
    if (mean_of_series(rows[i]) < mean_of_series(rows[set.best])) set.best = i;
  const Series& best = rows[set.best];
  set.blocks = static_cast<int>(best.size());

  std::vector<std::size_t> compared;
  std::vector<const Series*> others;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i == set.best) continue;
    const auto shared = static_cast<int>(paired_over(rows[i], best, bridge).by_block.size());
    set.blocks = std::min(set.blocks, shared);
    if (shared < 2) {
      set.ties.push_back(i);
    } else {
      compared.push_back(i);
      others.push_back(&rows[i]);
    }
  }
  if (compared.empty()) return set;

  const std::vector<Contrast> contrasts = contrasts_with(best, others, bridge);
  const std::set<int> common = common_blocks(contrasts);
  set.blocks = std::min(set.blocks, static_cast<int>(common.size()));
  std::vector<std::vector<double>> values;
  for (const Contrast& contrast : contrasts) values.push_back(values_in(contrast, common));
  const auto together = simultaneous_intervals(values, confidence, Resampling{});
  for (std::size_t i = 0; i < compared.size(); ++i) {
    const bool slower = together && together->intervals[i].low > 0;
    if (!slower || judge(values[i], margin).verdict == Verdict::equivalent) set.ties.push_back(compared[i]);
  }
  std::sort(set.ties.begin(), set.ties.end());
  return set;
}

}  // namespace allocscale
