#include "harness/report/plot_layout.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "harness/base/clean_text.hpp"
#include "harness/report/characters.hpp"

namespace allocscale {
namespace {

constexpr double edge = 10;          // around everything
constexpr double line = 18;          // of a text of 12 pixels
constexpr double small_line = 15;    // of a text of 11 pixels
constexpr double title_line = 22;    // of a text of 15 pixels
constexpr double gap = 16;           // between panels
constexpr double sample_width = 24;  // of a legend
constexpr double character = 0.57;   // its mean width, as a part of the height of its font
constexpr std::size_t most_row_columns = 52;
constexpr std::size_t most_legend_columns = 60;
constexpr const char* quiet_colour = "#555555";

// Bytes of the character that the text begins with, and the columns that it takes.
struct Taken {
  std::size_t bytes = 1;
  std::size_t columns = 1;
};

Taken first_of(std::string_view text) {
  Taken taken;
  while (taken.bytes < text.size() && continues_character(text[taken.bytes])) ++taken.bytes;
  // Three bytes from U+1100 on, and all of four: roughly what is drawn twice as wide.
  const auto head = static_cast<unsigned char>(text.front());
  if (head >= 0xf0 || (head >= 0xe3 && head <= 0xed) ||
      (head == 0xe1 && static_cast<unsigned char>(text[1]) >= 0x84))
    taken.columns = 2;
  return taken;
}

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) {
    const Taken taken = first_of(text);
    columns += taken.columns;
    text.remove_prefix(taken.bytes);
  }
  return columns;
}

double width_of(std::string_view text, int size) {
  return static_cast<double>(columns_of(text)) * character * size;
}

std::size_t columns_in(double width, int size) {
  return static_cast<std::size_t>(std::max(width / (character * size), 4.0));
}

double widest(const std::vector<Tick>& ticks, std::string Tick::*text) {
  double width = 0;
  for (const Tick& tick : ticks) width = std::max(width, width_of(tick.*text, 12));
  return width;
}

// What stands around the axes of a panel.
struct Margins {
  double left = 0;
  double right = 0;
  double top = 0;
  double bottom = 0;
};

// The lines of a name of an axis.
std::vector<std::string_view> lines_of(std::string_view name) {
  std::vector<std::string_view> lines;
  for (std::size_t end; (end = name.find('\n')) != std::string_view::npos; name.remove_prefix(end + 1))
    lines.push_back(name.substr(0, end));
  lines.push_back(name);
  return lines;
}

double lines_below(const Axis& axis) {
  std::size_t most = 1;
  for (const Tick& tick : axis.ticks) most = std::max(most, lines_of(tick.text).size());
  return line * static_cast<double>(most);
}

double label_line(const Axis& axis) { return axis.label.empty() ? 0 : line; }

Margins margins_of(const Panel& panel) {
  Margins margins;
  margins.left = widest(panel.y.ticks, &Tick::text) + 8 + label_line(panel.y);
  const double beside = widest(panel.y.ticks, &Tick::beside);
  // The last number of the axis may stand at its end.
  const double last =
      panel.x.names || panel.x.ticks.empty() ? 0 : width_of(panel.x.ticks.back().text, 12) / 2;
  margins.right = std::max(beside + 8, last);
  if (!panel.title.empty()) margins.top = line + 4;
  margins.bottom = lines_below(panel.x) + label_line(panel.x);
  return margins;
}

// Rows have names that must have room; what does not fit is cut.
Plot with_fitted_names(Plot plot) {
  const auto columns = static_cast<std::size_t>(std::max(plot.columns, 1));
  for (Panel& panel : plot.panels)
    for (Tick& tick : panel.y.ticks) {
      tick.text = fitted_label(tick.text, panel.y.names ? most_row_columns / (columns > 2 ? 2 : 1) : 12);
      tick.beside = fitted_label(tick.beside, most_row_columns);
    }
  return plot;
}

double axes_height(const Plot& plot, const Panel& panel) {
  if (panel.y.names) return std::max(plot.row_height, 20.0) * static_cast<double>(panel.y.ticks.size()) + 8;
  if (plot.row_height > 0) return plot.row_height;
  return plot.columns == 1 ? 280 : 200;
}

class Builder {
 public:
  Builder(const Plot& plot, const PlotSource& source, bool within_page)
      : plot_(with_fitted_names(plot)), source_(source), within_page_(within_page) {}

  PlotLayout layout() && {
    top_ = edge;
    if (!within_page_) put_paragraph(plot_.title, 15, true, title_line, "#000000");
    put_legend();
    put_panels();
    if (!within_page_) {
      top_ += 6;
      put_paragraph(plot_.caption, 11, false, small_line, "#222222");
      put_paragraph(source_.text, 11, false, small_line, quiet_colour);
    }
    layout_.height = std::ceil(top_ + edge);
    for (PlotSeries& series : layout_.legend.series) turn(series.points, series.boxes);
    for (Guide& guide : layout_.legend.guides) {
      std::vector<Box> none;
      turn(guide.points, none);
    }
    turn_bands();
    layout_.legend.x.span = {0, layout_.width};
    layout_.legend.y.span = {0, layout_.height};
    return std::move(layout_);
  }

 private:
  void put_paragraph(const std::string& words, int size, bool bold, double height, const char* colour) {
    if (words.empty()) return;
    const double room = layout_.width - 2 * edge;
    for (const std::string& one : folded(clean_line(words), columns_in(room * (bold ? 0.92 : 1.1), size))) {
      layout_.texts.push_back({edge, top_ + height / 2, fitted_label(one, columns_in(room * 1.15, size)),
                               Align::left, size, bold, false, colour});
      top_ += height;
    }
  }

  static double legend_width(const std::string& text) { return sample_width + 8 + width_of(text, 12) + 10; }

  // The width of each entry of a legend that takes several lines; 0 where one has room for all, or for one.
  [[nodiscard]] double legend_column() const {
    std::set<std::string> names;
    for (const Panel& panel : plot_.panels) {
      for (const PlotSeries& series : panel.series) names.insert(series.name);
      for (const Guide& guide : panel.guides) names.insert(guide.name);
      if (!panel.bands.empty()) names.insert(plot_.band_name);
    }
    names.erase("");
    double sum = 0, most = 0;
    for (const std::string& name : names) {
      const double needs = legend_width(fitted_label(name, most_legend_columns));
      sum += needs;
      most = std::max(most, needs);
    }
    const double room = layout_.width - 2 * edge;
    return sum > room && 2 * most <= room ? most : 0;
  }

  // Samples are put with y from the top, and turned at the end, when the height is known.
  void put_legend() {
    double x = edge;
    bool begun = false;
    const double column = legend_column();
    const auto room_for = [&](const std::string& name) {
      const std::string text = fitted_label(name, most_legend_columns);
      const double needs = column > 0 ? column : legend_width(text);
      if (begun && x + needs > layout_.width - edge) {
        x = edge;
        top_ += line;
      }
      begun = true;
      layout_.texts.push_back({x + sample_width + 6, top_ + line / 2, text});
      const double from = x;
      x += needs;
      return from;
    };
    std::map<std::string, bool> told;
    const auto is_new = [&](const std::string& name) {
      return !name.empty() && told.emplace(name, true).second;
    };
    for (const Panel& panel : plot_.panels) {
      for (const PlotSeries& series : panel.series)
        if (is_new(series.name)) put_sample(series, room_for(series.name));
      for (const Guide& guide : panel.guides)
        if (is_new(guide.name)) {
          const double from = room_for(guide.name);
          layout_.legend.guides.push_back(
              {"", {{from, top_ + line / 2}, {from + sample_width, top_ + line / 2}}});
        }
      if (!panel.bands.empty() && is_new(plot_.band_name)) {
        const double from = room_for(plot_.band_name);
        layout_.legend.bands.push_back({{from, from + sample_width}, {top_ + 3, top_ + line - 3}});
      }
    }
    if (begun) top_ += line + 8;
  }

  void put_sample(const PlotSeries& series, double from) {
    const double y = top_ + line / 2;
    PlotSeries sample = {"", series.look, series.joined, series.hollow, {}, {}, series.fill};
    if (!series.boxes.empty())
      sample.boxes.push_back({{from, from + sample_width}, {y - 6, y + 6}});
    else if (series.joined)
      sample.points = {{from + 2, y}, {from + sample_width - 2, y}};
    else
      sample.points = {{from + sample_width / 2, y}};
    layout_.legend.series.push_back(std::move(sample));
  }

  void put_panels() {
    const auto columns = static_cast<std::size_t>(std::max(plot_.columns, 1));
    const std::vector<Panel>& panels = plot_.panels;
    const std::size_t used = std::min(columns, std::max<std::size_t>(panels.size(), 1));
    std::vector<Margins> of_column(used);
    for (std::size_t i = 0; i < panels.size(); ++i) {
      const Margins own = margins_of(panels[i]);
      Margins& widest_of = of_column[i % used];
      widest_of.left = std::max(widest_of.left, own.left);
      widest_of.right = std::max(widest_of.right, own.right);
    }
    double room = layout_.width - 2 * edge - gap * static_cast<double>(used - 1);
    for (const Margins& margins : of_column) room -= margins.left + margins.right;
    const double width = std::max(room / static_cast<double>(used), 60.0);
    for (std::size_t first = 0; first < panels.size(); first += used) {
      const std::size_t end = std::min(first + used, panels.size());
      Margins around;
      double height = 0;
      for (std::size_t i = first; i < end; ++i) {
        const Margins own = margins_of(panels[i]);
        around.top = std::max(around.top, own.top);
        around.bottom = std::max(around.bottom, own.bottom);
        height = std::max(height, axes_height(plot_, panels[i]));
      }
      double left = edge;
      for (std::size_t i = first; i < end; ++i) {
        left += of_column[i - first].left;
        layout_.panels.push_back({left, top_ + around.top, width, axes_height(plot_, panels[i])});
        put_texts(panels[i], layout_.panels.back(), of_column[i - first]);
        left += width + of_column[i - first].right + gap;
      }
      top_ += around.top + height + around.bottom + (end < panels.size() ? gap : 0);
    }
  }

  void put_texts(const Panel& panel, const Area& area, const Margins& margins) {
    const double room = area.width + margins.left + margins.right - 4;
    if (!panel.title.empty())
      layout_.texts.push_back(
          {panel.y.names ? area.left - margins.left : area.left, area.top - line / 2 - 2,
           fitted_label(panel.title, columns_in(panel.y.names ? room : area.width + margins.right, 12) - 1),
           Align::left, 12, true});
    for (const Tick& tick : panel.y.ticks) {
      const double y = area.bottom() - place_on(panel.y, tick.at, area.height);
      layout_.texts.push_back({area.left - 6, y, tick.text, Align::right});
      if (!tick.beside.empty())
        layout_.texts.push_back(
            {area.right() + 6, y, tick.beside, Align::left, 12, false, false, quiet_colour});
    }
    put_x_ticks(panel.x, area);
    if (!panel.x.label.empty())
      layout_.texts.push_back({area.left + area.width / 2, area.bottom() + lines_below(panel.x) + line / 2,
                               fitted_label(panel.x.label, columns_in(room, 12)), Align::centre, 12, false,
                               false, quiet_colour});
    if (!panel.y.label.empty())
      layout_.texts.push_back({area.left - margins.left + line / 2, area.top + area.height / 2,
                               fitted_label(panel.y.label, columns_in(area.height, 12)), Align::centre, 12,
                               false, true, quiet_colour});
    for (const Tile& tile : panel.tiles) {
      const double x = area.left + place_on(panel.x, (tile.box.x.low + tile.box.x.high) / 2, area.width);
      const double y = area.bottom() - place_on(panel.y, (tile.box.y.low + tile.box.y.high) / 2, area.height);
      layout_.texts.push_back(
          {x, y, tile.text, Align::centre, 12, false, false, tile.shade > 0.5 ? "#ffffff" : "#111111"});
    }
  }

  // Each with the room to its neighbour; numbers that would touch are left out.
  void put_x_ticks(const Axis& axis, const Area& area) {
    const double each = area.width / static_cast<double>(std::max<std::size_t>(axis.ticks.size(), 1));
    double taken = -1e9;
    for (const Tick& tick : axis.ticks) {
      const double x = area.left + place_on(axis, tick.at, area.width), half = width_of(tick.text, 12) / 2;
      if (!axis.names && x - half < taken + 4) continue;
      taken = x + half;
      double y = area.bottom() + line / 2;
      for (const std::string_view text : lines_of(tick.text)) {
        layout_.texts.push_back(
            {x, y, axis.names ? fitted_label(text, columns_in(each, 12)) : std::string(text), Align::centre});
        y += line;
      }
    }
  }

  void turn(std::vector<PlotPoint>& points, std::vector<Box>& boxes) const {
    for (PlotPoint& point : points) point.y = layout_.height - point.y;
    for (Box& box : boxes) box.y = {layout_.height - box.y.high, layout_.height - box.y.low};
  }
  void turn_bands() {
    std::vector<PlotPoint> none;
    turn(none, layout_.legend.bands);
  }

  Plot plot_;
  const PlotSource& source_;
  bool within_page_ = false;
  PlotLayout layout_;
  double top_ = 0;
};

}  // namespace

PlotLayout layout_of(const Plot& plot, const PlotSource& source, bool within_page) {
  return Builder(plot, source, within_page).layout();
}

std::string fitted_label(std::string_view text, std::size_t columns) {
  const std::string clean = clean_line(cut_text(text, 8 * columns + 64));
  if (columns_of(clean) <= columns) return clean;
  std::string fitted;
  std::size_t taken = 1;  // by the ellipsis
  for (std::string_view rest = clean; !rest.empty();) {
    const Taken one = first_of(rest);
    if (taken + one.columns > columns) break;
    taken += one.columns;
    fitted += rest.substr(0, one.bytes);
    rest.remove_prefix(one.bytes);
  }
  return fitted + "…";
}

double place_on(const Axis& axis, double value, double length) {
  const Span& span = axis.span;
  if (axis.logarithmic) return length * std::log(value / span.low) / std::log(span.high / span.low);
  return length * (value - span.low) / span.size();
}

}  // namespace allocscale
