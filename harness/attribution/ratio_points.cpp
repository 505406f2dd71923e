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

std::vector<double> points_beyond(std::span<const double> ratios,
                                  const std::optional<ControlSlowdown>& machine) {
  std::vector<double> points = ratio_points(ratios);
  if (!machine) return points;
  for (std::size_t b = 0; b < points.size(); ++b)
    points[b] -= 100 * (machine->slowdown - 1 + machine->off[b]);
  return points;
}

}  // namespace allocscale
