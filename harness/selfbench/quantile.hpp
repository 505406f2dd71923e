// Order statistics of the figures.
#pragma once

#include <utility>
#include <vector>

namespace allocscale::selfbench {

/// The quantile by linear interpolation between order statistics (Hyndman & Fan 1996, type 7); `values` is
/// not empty, probability is within [0, 1].
[[nodiscard]] double quantile(std::vector<double> values, double probability);

[[nodiscard]] inline double median(std::vector<double> values) { return quantile(std::move(values), 0.5); }

}  // namespace allocscale::selfbench
