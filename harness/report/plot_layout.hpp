// Where the panels, texts and samples of a plot lie on its canvas.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/report/plot.hpp"

namespace allocscale {

/// Pixels, from the left and from the top.
struct Area {
  double left = 0;
  double top = 0;
  double width = 0;
  double height = 0;

  [[nodiscard]] double right() const { return left + width; }
  [[nodiscard]] double bottom() const { return top + height; }
};

enum class Align { left, centre, right };

struct CanvasText {
  double x = 0;  // of the end or the middle that `align` says
  double y = 0;  // of its middle
  std::string text;
  Align align = Align::left;
  int size = 12;
  bool bold = false;
  bool upright = false;  // turned by 90°, read from below
  std::string colour = "#222222";
};

struct PlotLayout {
  double width = 720;
  double height = 0;
  std::vector<Area> panels;  // within the axes, one per Plot::panels
  std::vector<CanvasText> texts;
  Panel legend;  // samples of the marks, in pixels of the canvas; y from the bottom
};

[[nodiscard]] PlotLayout layout_of(const Plot& plot, const PlotSource& source, bool within_page);

/// The text, clean, on one line and at most so many columns wide: what is cut off leaves an ellipsis.
/// Characters of East Asia and pictures take two columns.
[[nodiscard]] std::string fitted_label(std::string_view text, std::size_t columns);

/// The place of a value on an axis that is so long.
[[nodiscard]] double place_on(const Axis& axis, double value, double length);

}  // namespace allocscale
