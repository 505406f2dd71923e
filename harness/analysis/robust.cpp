#include "harness/analysis/robust.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "harness/analysis/distributions.hpp"
#include "harness/base/median.hpp"

namespace allocscale {
namespace {

double pair_mean(std::span<const double> sorted, std::size_t i, std::size_t j) {
  return (sorted[i] + sorted[j]) / 2;
}

// The partners of value i, itself or larger, whose mean with it is at most `bound`: those in [i, ends[i]).
std::vector<std::size_t> partners_within(std::span<const double> sorted, double bound) {
  std::vector<std::size_t> ends(sorted.size());
  std::size_t end = sorted.size();
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    while (end > i && pair_mean(sorted, i, end - 1) > bound) --end;
    ends[i] = std::max(end, i);
  }
  return ends;
}

std::size_t pairs_within(std::span<const double> sorted, double bound) {
  const std::vector<std::size_t> ends = partners_within(sorted, bound);
  std::size_t pairs = 0;
  for (std::size_t i = 0; i < ends.size(); ++i) pairs += ends[i] - i;
  return pairs;
}

// The mean of a pair that has `rank` − 1 below it (or equal), found by halving the range until few are left
// in it.
double ranked_pair_mean(std::span<const double> sorted, std::size_t rank) {
  double low = sorted.front(), high = sorted.back();
  std::size_t below = pairs_within(sorted, low), up_to = sorted.size() * (sorted.size() + 1) / 2;
  if (below >= rank) return low;
  while (up_to - below > 8 * sorted.size()) {
    const double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return high;  // nothing lies between: all that are left are equal
    const std::size_t pairs = pairs_within(sorted, middle);
    (pairs >= rank ? high : low) = middle;
    (pairs >= rank ? up_to : below) = pairs;
  }
  const auto from = partners_within(sorted, low), to = partners_within(sorted, high);
  std::vector<double> left;
  for (std::size_t i = 0; i < sorted.size(); ++i)
    for (std::size_t j = from[i]; j < to[i]; ++j) left.push_back(pair_mean(sorted, i, j));
  const auto wanted = left.begin() + static_cast<std::ptrdiff_t>(rank - below - 1);
  std::nth_element(left.begin(), wanted, left.end());
  return *wanted;
}

}  // namespace

std::optional<double> hodges_lehmann(std::span<const double> values) {
  if (values.empty()) return std::nullopt;
  std::vector<double> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  const std::size_t pairs = sorted.size() * (sorted.size() + 1) / 2;
  const double upper = ranked_pair_mean(sorted, pairs / 2 + 1);
  return pairs % 2 == 1 ? upper : (ranked_pair_mean(sorted, pairs / 2) + upper) / 2;
}

std::optional<Interval> sign_test_interval(std::span<const double> values, double confidence) {
  if (values.empty()) return std::nullopt;
  // The values left out on each side: the largest number of heads that a fair coin stays at or below with
  // less than the error allowed there.
  std::size_t outside = 0;
  while (outside < values.size() && coin_at_most(static_cast<double>(outside),
                                                 static_cast<double>(values.size())) <= (1 - confidence) / 2)
    ++outside;
  if (outside == 0) return std::nullopt;
  std::vector<double> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  const double low = sorted[outside - 1], high = sorted[sorted.size() - outside];
  return Interval{median(sorted), low, high};
}

std::optional<RobustEstimate> robust_estimate(std::span<const double> blocks) {
  const auto estimate = hodges_lehmann(blocks);
  if (!estimate) return std::nullopt;
  RobustEstimate robust;
  robust.estimate = *estimate;
  robust.interval = sign_test_interval(blocks, 0.95);
  if (const auto mean = mean_interval(blocks, 0.95))
    robust.tail_sensitive = std::abs(robust.estimate - mean->estimate) > mean->high - mean->estimate;
  return robust;
}

}  // namespace allocscale
