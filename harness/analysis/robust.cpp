#include "harness/analysis/robust.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <vector>

namespace allocscale {
namespace {

double median_of(std::vector<double>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*std::max_element(values.begin(), middle) + *middle) / 2;
}

}  // namespace

std::optional<double> hodges_lehmann(std::span<const double> values) {
  if (values.empty()) return std::nullopt;
  std::vector<double> means;
  means.reserve(values.size() * (values.size() + 1) / 2);
  for (std::size_t i = 0; i < values.size(); ++i)
    for (std::size_t j = i; j < values.size(); ++j) means.push_back((values[i] + values[j]) / 2);
  return median_of(means);
}

std::optional<Interval> sign_test_interval(std::span<const double> values, double confidence) {
  if (values.empty()) return std::nullopt;
  // The values left out on each side: the largest number of heads that a fair coin stays at or below with
  // less than the error allowed there.
  const boost::math::binomial coin(static_cast<double>(values.size()), 0.5);
  std::size_t outside = 0;
  while (outside < values.size() &&
         boost::math::cdf(coin, static_cast<double>(outside)) <= (1 - confidence) / 2)
    ++outside;
  if (outside == 0) return std::nullopt;
  std::vector<double> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  const double low = sorted[outside - 1], high = sorted[sorted.size() - outside];
  return Interval{median_of(sorted), low, high};
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
