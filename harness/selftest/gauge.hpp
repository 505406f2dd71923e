// One figure of the self-test, and what it must be.
#pragma once

#include <string>

namespace allocscale {

/// How a gauge's numbers are meant.
enum class GaugeUnit { share, points, count };

struct Gauge {
  std::string what;   // "95 % t intervals hold the mean"
  double figure = 0;  // a share of 1, points, or a number of things
  double least = 0;   // the bounds are both allowed
  double most = 0;
  GaugeUnit unit = GaugeUnit::share;

  [[nodiscard]] bool holds() const { return least <= figure && figure <= most; }
};

}  // namespace allocscale
