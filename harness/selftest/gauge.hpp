// One figure of the self-test, and the bounds that it must keep.
#pragma once

#include <string>

namespace allocscale {

/// The unit of a gauge's numbers.
enum class GaugeUnit { share, points, count };

/// A figure with its bounds.
struct Gauge {
  std::string what;   // "95 % t intervals hold the mean"
  double figure = 0;  // a share of 1, points, or a number of things
  double least = 0;   // both bounds are allowed
  double most = 0;
  GaugeUnit unit = GaugeUnit::share;

  [[nodiscard]] bool holds() const { return least <= figure && figure <= most; }
};

}  // namespace allocscale
