#include "harness/attribution/ratio_points.hpp"

#include <cmath>

namespace allocscale {

std::vector<double> ratio_points(std::span<const double> ratios) {
  double mean = 0;
  for (const double ratio : ratios) mean += std::log(ratio) / static_cast<double>(ratios.size());
  std::vector<double> points;
  for (const double ratio : ratios)
    points.push_back(100 * (std::exp(mean) * (1 + std::log(ratio) - mean) - 1));
  return points;
}

}  // namespace allocscale
