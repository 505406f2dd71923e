#include "harness/analysis/false_discovery.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "harness/analysis/distributions.hpp"
#include "harness/analysis/interval.hpp"

namespace allocscale {

std::optional<double> t_test_p(std::span<const double> blocks) {
  const auto deviation = deviation_of(blocks);
  if (!deviation || !std::isfinite(*deviation)) return std::nullopt;
  const double mean = *mean_of(blocks);
  if (*deviation == 0) return mean == 0 ? 1 : 0;
  const auto count = static_cast<double>(blocks.size());
  const double t = std::abs(mean) / (*deviation / std::sqrt(count));
  return t_two_sided_p(t, count - 1);
}

std::vector<double> discovery_adjusted(std::span<const double> p_values) {
  std::vector<std::size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return p_values[a] > p_values[b]; });
  std::vector<double> adjusted(p_values.size());
  const auto tests = static_cast<double>(p_values.size());
  double least = 1;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const double rank = tests - static_cast<double>(i);  // 1 is the smallest
    least = std::min(least, p_values[order[i]] * tests / rank);
    adjusted[order[i]] = least;
  }
  return adjusted;
}

}  // namespace allocscale
