#include "harness/analysis/precision.hpp"

#include <cmath>

#include "harness/analysis/distributions.hpp"
#include "harness/analysis/verdict.hpp"

namespace allocscale {

std::optional<double> deviation_behind(const Estimate& ratio) {
  if (!ratio.interval || ratio.blocks < 2) return std::nullopt;
  const double half = std::log(ratio.interval->high / ratio.interval->low) / 2;
  return half * std::sqrt(ratio.blocks) / t_quantile(0.975, ratio.blocks - 1);
}

double expected_half_width(double deviation, int blocks) {
  return std::expm1(t_quantile(0.975, blocks - 1) * deviation / std::sqrt(blocks));
}

std::optional<int> blocks_for_half_width(double deviation, double half_width) {
  constexpr int most = 1'000'000;
  if (expected_half_width(deviation, most) > half_width) return std::nullopt;
  int low = blocks_for_verdict, high = most;
  while (low < high) {
    const int middle = low + (high - low) / 2;
    if (expected_half_width(deviation, middle) <= half_width)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

}  // namespace allocscale
