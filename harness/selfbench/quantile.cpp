#include "harness/selfbench/quantile.hpp"

#include <algorithm>
#include <cmath>

namespace allocscale::selfbench {

double quantile(std::vector<double> values, double probability) {
  std::sort(values.begin(), values.end());
  const double at = probability * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(std::floor(at));
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return std::lerp(values[below], values[above], at - std::floor(at));
}

}  // namespace allocscale::selfbench
