#include "harness/selftest/twin_tally.hpp"

#include <algorithm>
#include <cmath>

#include "harness/analysis/distributions.hpp"
#include "harness/analysis/false_discovery.hpp"
#include "harness/analysis/measured_comparison.hpp"
#include "harness/analysis/unfold_pairs.hpp"
#include "harness/analysis/verdict.hpp"

namespace allocscale {
namespace {

constexpr double level = 0.05;

const Line* original_of(const MeasuredComparison& comparison, const Line& twin) {
  for (const Line& line : comparison.lines)
    if (!line.twin && line.layout == twin.layout && line.allocator == twin.allocator &&
        line.setting == twin.setting)
      return &line;
  return nullptr;
}

}  // namespace

std::vector<double> twin_p_values(const Dataset& dataset) {
  const Unfolded unfolded(dataset);
  std::vector<double> p_values;
  for (const MeasuredComparison& comparison :
       gather_comparisons(unfolded.dataset(), dataset.run.estimand, {}))
    for (const Line& twin : comparison.lines) {
      const Line* const original = twin.twin ? original_of(comparison, twin) : nullptr;
      if (original == nullptr) continue;
      for (const auto& [workers, arm] : twin.by_workers) {
        const std::vector<double> blocks =
            paired(twin.log_times(workers), original->log_times(workers)).values();
        if (blocks.size() < static_cast<std::size_t>(blocks_for_verdict)) continue;
        if (const auto p = t_test_p(blocks)) p_values.push_back(*p);
      }
    }
  return p_values;
}

bool TwinTally::holds() const { return !rate || (rate->holds(level) && distance <= critical_distance); }

TwinTally tally(std::span<const double> p_values) {
  TwinTally made;
  made.twins = static_cast<int>(p_values.size());
  if (p_values.empty()) return made;
  std::vector<double> sorted(p_values.begin(), p_values.end());
  std::sort(sorted.begin(), sorted.end());
  const auto count = static_cast<double>(sorted.size());
  made.below = static_cast<int>(std::lower_bound(sorted.begin(), sorted.end(), level) - sorted.begin());
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const auto before = static_cast<double>(i);
    made.distance = std::max({made.distance, (before + 1) / count - sorted[i], sorted[i] - before / count});
  }
  // Stephens 1970: good to a percent from five values on.
  made.critical_distance = 1.628 / (std::sqrt(count) + 0.12 + 0.11 / std::sqrt(count));
  const ProportionBounds bounds = proportion_bounds(made.below, count, 0.025);
  made.rate = Interval{made.below / count, bounds.low, bounds.high};
  return made;
}

}  // namespace allocscale
