// Order statistics of the figures.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "harness/base/median.hpp"

namespace allocscale::selfbench {

/// The quantile by linear interpolation between order statistics (Hyndman & Fan 1996, type 7); `values` is
/// not empty, probability is within [0, 1].
[[nodiscard]] inline double quantile(std::vector<double> values, double probability) {
  std::sort(values.begin(), values.end());
  const double at = probability * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(std::floor(at));
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return std::lerp(values[below], values[above], at - std::floor(at));
}

}  // namespace allocscale::selfbench
