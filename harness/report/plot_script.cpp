#include "harness/report/plot_script.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "harness/base/clean_text.hpp"
#include "harness/report/csv_field.hpp"
#include "harness/report/plot_layout.hpp"

namespace allocscale {
namespace {

// Okabe and Ito's colours, which readers with any kind of colour vision tell apart; without their yellow,
// which is hard to see on white.
constexpr std::array<const char*, 7> colours = {"#0072B2", "#D55E00", "#009E73", "#CC79A7",
                                                "#E69F00", "#56B4E9", "#333333"};
// The filled points of gnuplot: circle, square, triangle, triangle on its tip, diamond, pentagon. The hollow
// one of each has the number before.
constexpr std::array<int, 6> shapes = {7, 5, 9, 11, 13, 15};
constexpr std::array<const char*, 5> dashes = {"solid", "(8,4)", "(2,3)", "(10,3,2,3)", "(14,5)"};

const char* colour_of(std::size_t look) { return colours[look % colours.size()]; }

// What gnuplot must not expand.
std::string quoted(const std::string& text) {
  std::string safe = "'";
  for (const char c : clean_line(text)) {
    safe += c;
    if (c == '\'') safe += c;
  }
  return safe + "'";
}

std::string number(double value) { return std::isfinite(value) ? fmt::format("{:.6g}", value) : "NaN"; }

// From light to dark blue, readable in grey as well.
unsigned shade_colour(double shade) {
  constexpr std::array<std::array<double, 3>, 4> steps = {
      {{247, 251, 255}, {158, 202, 225}, {49, 130, 189}, {8, 48, 107}}};
  const double at = std::clamp(shade, 0.0, 1.0) * (steps.size() - 1);
  const auto step = std::min(static_cast<std::size_t>(at), steps.size() - 2);
  const double part = at - static_cast<double>(step);
  unsigned colour = 0;
  for (std::size_t i = 0; i < 3; ++i)
    colour = colour * 256 + static_cast<unsigned>(std::lround(steps.at(step).at(i) * (1 - part) +
                                                              steps.at(step + 1).at(i) * part));
  return colour;
}

// The data and the `plot` command of one panel.
class Marks {
 public:
  Marks(std::size_t& blocks, double point_size) : blocks_(blocks), point_size_(point_size) {}

  void add_bands(const std::vector<Box>& boxes) {
    if (!boxes.empty())
      add(box_lines(boxes), "using 1:2:3:4:5:6 with boxxyerror fc rgb '#E4ECF2' fs solid noborder");
  }

  void add_grid(const Panel& panel) {
    std::string lines;
    for (const Tick& tick : panel.x.ticks)
      if (!panel.x.names) lines += segment({tick.at, panel.y.span.low}, {tick.at, panel.y.span.high});
    for (const Tick& tick : panel.y.ticks)
      if (!panel.y.names) lines += segment({panel.x.span.low, tick.at}, {panel.x.span.high, tick.at});
    if (!lines.empty()) add(lines, "using 1:2 with lines lc rgb '#E0E0E0' lw 0.7");
  }

  void add_tiles(const std::vector<Tile>& tiles) {
    std::string lines;
    for (const Tile& tile : tiles)
      lines += fmt::format("{} {}\n", box_line(tile.box), shade_colour(tile.shade));
    if (!lines.empty()) add(lines, "using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable fs solid noborder");
  }

  void add_guide(const Guide& guide) {
    add(point_lines(guide.points), "using 1:2 with lines lc rgb '#555555' lw 1.2 dt (5,4)");
  }

  void add_series(const PlotSeries& series) {
    const char* const colour = colour_of(series.look);
    if (!series.boxes.empty()) {
      const std::string fill = series.fill == Fill::solid   ? "solid 0.85"
                               : series.fill == Fill::light ? "solid 0.3"
                                                            : "pattern 4";
      add(box_lines(series.boxes),
          fmt::format("using 1:2:3:4:5:6 with boxxyerror lc rgb '{0}' fs {1} border rgb '{0}'", colour,
                      fill));
    }
    if (const std::string intervals = interval_lines(series.points); !intervals.empty())
      add(intervals,
          fmt::format("using 1:2 with lines lc rgb '{}' lw 1.6", series.boxes.empty() ? colour : "#111111"));
    if (series.points.empty()) return;
    const std::string data = block(point_lines(series.points));
    if (series.joined)
      command(data, fmt::format("using 1:2 with lines lc rgb '{}' lw 1.4 dt {}", colour,
                                dashes[series.look % dashes.size()]));
    if (series.boxes.empty())
      command(data, fmt::format("using 1:2 with points lc rgb '{}' pt {} ps {}", colour,
                                shapes[series.look % shapes.size()] - (series.hollow ? 1 : 0), point_size_));
  }

  [[nodiscard]] std::string text() const {
    return data_ + (plots_.empty() ? "plot NaN notitle\n" : "plot " + plots_ + "\n");
  }

 private:
  static std::string segment(const PlotPoint& from, const PlotPoint& to) {
    return fmt::format("{} {}\n{} {}\n\n", number(from.x), number(from.y), number(to.x), number(to.y));
  }

  static std::string box_line(const Box& box) {
    return fmt::format("{} {} {} {} {} {}", number((box.x.low + box.x.high) / 2),
                       number((box.y.low + box.y.high) / 2), number(box.x.low), number(box.x.high),
                       number(box.y.low), number(box.y.high));
  }
  static std::string box_lines(const std::vector<Box>& boxes) {
    std::string lines;
    for (const Box& box : boxes) lines += box_line(box) + "\n";
    return lines;
  }

  static std::string point_lines(const std::vector<PlotPoint>& points) {
    std::string lines;
    for (const PlotPoint& point : points) lines += fmt::format("{} {}\n", number(point.x), number(point.y));
    return lines;
  }

  static std::string interval_lines(const std::vector<PlotPoint>& points) {
    std::string lines;
    for (const PlotPoint& point : points) {
      if (point.x_interval)
        lines += segment({point.x_interval->low, point.y}, {point.x_interval->high, point.y});
      if (point.y_interval)
        lines += segment({point.x, point.y_interval->low}, {point.x, point.y_interval->high});
    }
    return lines;
  }

  std::string block(const std::string& lines) {
    const std::string name = fmt::format("$data{}", ++blocks_);
    data_ += fmt::format("{} << END\n{}END\n", name, lines);
    return name;
  }

  void command(const std::string& data, const std::string& how) {
    plots_ += fmt::format("{}{} {} notitle", plots_.empty() ? "" : ", \\\n  ", data, how);
  }

  void add(const std::string& lines, const std::string& how) { command(block(lines), how); }

  std::size_t& blocks_;
  double point_size_;
  std::string data_;
  std::string plots_;
};

std::string terminal_line(const PlotLayout& layout, Picture picture) {
  switch (picture) {
    case Picture::svg:
      return fmt::format(
          "set terminal svg size {:.0f},{:.0f} dynamic noenhanced font 'sans-serif,12' background '#ffffff'",
          layout.width, layout.height);
    case Picture::png:  // twice as many pixels, for screens and slides
      return fmt::format(
          "set terminal pngcairo size {:.0f},{:.0f} noenhanced font 'sans-serif,9' fontscale 2 linewidth 2 pointscale 2 background '#ffffff'",
          2 * layout.width, 2 * layout.height);
    case Picture::pdf:
      break;
  }
  return fmt::format(
      "set terminal pdfcairo size {:.2f}in,{:.2f}in noenhanced font 'sans-serif,12' fontscale 0.5625 linewidth 1.5 pointscale 1 background '#ffffff'",
      layout.width / 96, layout.height / 96);
}

std::string axis_line(const char* name, const Axis& axis) {
  return fmt::format("{} {}\nset {}range [{}:{}]\n", axis.logarithmic ? "set logscale" : "unset logscale",
                     name, name, number(axis.span.low), number(axis.span.high));
}

// The axes of the next panel: an area of the canvas, as parts of it, from the bottom.
std::string margin_lines(const Area& area, const PlotLayout& layout) {
  return fmt::format(
      "set lmargin at screen {:.5f}\nset rmargin at screen {:.5f}\nset tmargin at screen {:.5f}\nset bmargin "
      "at screen {:.5f}\n",
      area.left / layout.width, area.right() / layout.width, 1 - area.top / layout.height,
      1 - area.bottom() / layout.height);
}

std::string panel_text(const Panel& panel, const Area& area, const PlotLayout& layout, std::size_t& blocks) {
  std::size_t points = 0;
  for (const PlotSeries& series : panel.series) points += series.points.size();
  Marks marks(blocks, points > 40 ? 0.5 : 0.8);
  marks.add_bands(panel.bands);
  marks.add_grid(panel);
  marks.add_tiles(panel.tiles);
  for (const PlotSeries& series : panel.series)
    if (!series.boxes.empty()) marks.add_series(series);
  for (const Guide& guide : panel.guides) marks.add_guide(guide);
  for (const PlotSeries& series : panel.series)
    if (series.boxes.empty()) marks.add_series(series);
  return margin_lines(area, layout) + axis_line("x", panel.x) + axis_line("y", panel.y) + marks.text();
}

std::string label_line(const CanvasText& text, double height, Picture picture) {
  const char* const align = text.align == Align::left     ? "left"
                            : text.align == Align::centre ? "center"
                                                          : "right";
  return fmt::format(
      "set label {} at {:.1f},{:.1f} {}{} font 'sans-serif{},{:.3g}' textcolor rgb '{}' front\n",
      quoted(text.text), text.x, height - text.y, align, text.upright ? " rotate by 90" : "",
      text.bold && picture != Picture::svg
          ? ":Bold"
          : "",  // gnuplot's svg takes it for a name
                 // The png terminal counts in points of 1/72 inch at 96 pixels an inch.
      text.size * (picture == Picture::png ? 0.75 : 1), text.colour);
}

// Everything written, and the legend, in pixels of the canvas.
std::string canvas_text(const PlotLayout& layout, Picture picture, std::size_t& blocks) {
  std::string text = "unset border\n";
  for (const CanvasText& one : layout.texts) text += label_line(one, layout.height, picture);
  return text + panel_text(layout.legend, {0, 0, layout.width, layout.height}, layout, blocks);
}

}  // namespace

std::optional<Picture> picture_of(std::string_view extension) {
  for (std::size_t i = 0; i < picture_names.size(); ++i)
    if (picture_names.at(i) == extension) return static_cast<Picture>(i);
  return std::nullopt;
}

std::string plot_script(const Plot& plot, const PlotSource& source, const Drawing& drawing) {
  const PlotLayout layout = layout_of(plot, source, drawing.within_page);
  std::string text = terminal_line(layout, drawing.picture) + "\n";
  if (!drawing.output.empty()) text += fmt::format("set output {}\n", quoted(drawing.output));
  text +=
      "set encoding utf8\nset multiplot\nunset key\nunset xtics\nunset ytics\nset border 3 lc rgb '#888888' lw "
      "0.8\n";
  std::size_t blocks = 0;
  for (std::size_t i = 0; i < plot.panels.size(); ++i)
    text += panel_text(plot.panels[i], layout.panels[i], layout, blocks);
  text += canvas_text(layout, drawing.picture, blocks);
  return text + "unset multiplot\n" + (drawing.output.empty() ? "" : "unset output\n");
}

std::string plot_data(const Plot& plot) {
  std::string text = "panel,series,x,y,x_low,x_high,y_low,y_high,text\r\n";
  const auto field = [](std::optional<double> value) { return value ? fmt::format("{:.17g}", *value) : ""; };
  const auto row = [&](const Panel& panel, const std::string& name, const PlotPoint& at,
                       const std::string& beside) {
    const auto& [x, y, across, up] = at;
    text += fmt::format("{},{},{},{},{},{},{},{},{}\r\n", csv_field(panel.title), csv_field(name), field(x),
                        field(y), across ? field(across->low) : "", across ? field(across->high) : "",
                        up ? field(up->low) : "", up ? field(up->high) : "", csv_field(beside));
  };
  const auto name_at = [](const Panel& panel, double y) {
    for (const Tick& tick : panel.y.ticks)
      if (panel.y.names && std::abs(tick.at - y) < 0.5) return tick.text;
    return std::string();
  };
  for (const Panel& panel : plot.panels) {
    for (const PlotSeries& series : panel.series) {
      for (const PlotPoint& point : series.points) row(panel, series.name, point, name_at(panel, point.y));
      if (series.points.empty())
        for (const Box& box : series.boxes) {
          const double y = (box.y.low + box.y.high) / 2;
          row(panel, series.name, {(box.x.low + box.x.high) / 2, y, box.x, box.y}, name_at(panel, y));
        }
    }
    for (const Tile& tile : panel.tiles)
      row(panel, "",
          {(tile.box.x.low + tile.box.x.high) / 2, (tile.box.y.low + tile.box.y.high) / 2, tile.box.x,
           tile.box.y},
          tile.text);
  }
  return text;
}

}  // namespace allocscale
