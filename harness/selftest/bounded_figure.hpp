// One figure of the self-test, and the bounds that it must keep.
#pragma once

#include <string>

namespace allocscale {

/// The unit of a figure's numbers.
enum class FigureUnit { share, points, count };

/// A figure with its bounds.
struct BoundedFigure {
  std::string what;  // "95 % t intervals hold the mean"
  double value = 0;  // a share of 1, points, or a number of things
  double least = 0;  // both bounds are allowed
  double most = 0;
  FigureUnit unit = FigureUnit::share;

  [[nodiscard]] bool holds() const { return least <= value && value <= most; }
};

}  // namespace allocscale
