// A picture before it is drawn: panels of marks and texts in the units of the data. plot_script() draws it.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace allocscale {

/// From low to high, in the units of an axis.
struct Span {
  double low = 0;
  double high = 1;

  [[nodiscard]] double size() const { return high - low; }
  friend bool operator==(const Span&, const Span&) = default;
};

/// A place on an axis, and what is written there.
struct Tick {
  double at = 0;
  std::string text;         // below an x axis it may have several lines
  std::string beside = {};  // on an axis of names: what stands at the other end of its line
};

struct Axis {
  std::string label;  // with its unit; may be empty
  Span span;
  bool logarithmic = false;  // then the span lies above 0
  std::vector<Tick> ticks;
  bool names = false;  // the ticks are rows or columns, and have no line of a grid
};

/// A mark with its 95 % interval, where it has one.
struct PlotPoint {
  double x = 0;
  double y = 0;
  std::optional<Span> x_interval = {};
  std::optional<Span> y_interval = {};
};

struct Box {
  Span x;
  Span y;
};

/// How boxes are filled. They differ without colour too.
enum class Fill { solid, light, striped };

/// Marks of one name. A look is a colour, a shape and a dash; equal numbers are equal looks.
struct PlotSeries {
  std::string name;  // in the legend; empty: not there
  std::size_t look = 0;
  bool joined = false;  // by a line, in the order of the points
  bool hollow = false;  // points that are no result: their trials are in doubt, or did not end
  std::vector<PlotPoint> points = {};
  std::vector<Box> boxes = {};
  Fill fill = Fill::solid;
};

/// A line that results are held against.
struct Guide {
  std::string name;  // in the legend; empty: not there
  std::vector<PlotPoint> points;
};

/// A cell of a map: the darker, the more.
struct Tile {
  Box box;
  double shade = 0;  // 0 to 1
  std::string text;
};

struct Panel {
  std::string title;
  Axis x;
  Axis y;
  std::vector<Box> bands = {};  // shaded, behind everything
  std::vector<Guide> guides = {};
  std::vector<PlotSeries> series = {};
  std::vector<Tile> tiles = {};
};

/// One picture. Where there is nothing to show it has no panels, and says why.
struct Plot {
  std::string title;
  std::string caption;    // what to see, in a few sentences
  std::string band_name;  // of the bands, in the legend; empty: there are none
  int columns = 1;        // panels beside each other
  double row_height = 0;  // of a panel whose y axis has names: pixels for each; else its height
  std::vector<Panel> panels;
  std::string nothing;  // why there are no panels: half a sentence, "no suspect was taken away"
};

/// Which results the picture is of: "run 3 of quick, 2026-11-26 20:58; 20 blocks; Imaginary 9000, 2 CPUs, …".
struct PlotSource {
  std::string text;
};

}  // namespace allocscale
