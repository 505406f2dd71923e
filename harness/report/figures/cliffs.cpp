// From which size on does an allocator give memory back, and which tasks lie beyond?
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "harness/report/figure.hpp"
#include "harness/report/plot_axis.hpp"

namespace allocscale::figures {
namespace {

// Of a power of two from 1 KiB on: "64 KiB".
std::string size_text(double bytes) {
  constexpr double kib = 1024, mib = 1024 * kib, gib = 1024 * mib;
  if (bytes >= gib) return fmt::format("{:.0f} GiB", bytes / gib);
  return bytes >= mib ? fmt::format("{:.0f} MiB", bytes / mib) : fmt::format("{:.0f} KiB", bytes / kib);
}

Axis size_axis(double low, double high) {
  Axis axis;
  axis.label = "size of a buffer";
  axis.logarithmic = true;
  axis.span = {low, high};
  for (double size = 1024; size <= high; size *= 4)
    if (size >= low) axis.ticks.push_back({size, size_text(size)});
  return axis;
}

std::string row_name(const CliffLine& line) {
  return fmt::format("{} {}, {}", line.allocator, line.version.substr(0, line.version.find('-')),
                     line.use == BufferUse::growing ? "growing" : "one, again and again");
}

// The ranges of a line in which it gives buffers back, and those in which it keeps them.
void add_line(const CliffLine& line, double y, PlotSeries& back, PlotSeries& kept) {
  double from = static_cast<double>(line.smallest.bytes);
  bool gives = line.smallest.gives_back();
  const auto add = [&](double to) {
    if (to > from) (gives ? back : kept).boxes.push_back({{from, to}, {y - 0.3, y + 0.3}});
    from = to;
  };
  for (const Cliff& cliff : line.cliffs) {
    add(static_cast<double>(cliff.above.bytes));
    gives = cliff.above.gives_back();
  }
  add(static_cast<double>(line.to_bytes));
}

// Where the run's own buffers lie, on the lines of their allocator and use.
void add_buffers(const FigureData& data, const std::vector<CliffLine>& lines, PlotSeries& buffers) {
  const RunDescription& run = data.report.findings.run;
  for (std::size_t i = 0; i < run.cells.size() && i < run.buffers.size(); ++i) {
    const Cell& cell = run.cells[i];
    if (!run.buffers[i] || (!data.kernel.empty() && cell.kernel != data.kernel)) continue;
    for (std::size_t row = 0; row < lines.size(); ++row)
      if (lines[row].allocator == cell.allocator && lines[row].use == run.buffers[i]->use) {
        const PlotPoint point{static_cast<double>(run.buffers[i]->bytes), row_place(row, lines.size())};
        const auto same = [&](const PlotPoint& one) { return one.x == point.x && one.y == point.y; };
        if (point.x > 0 && std::none_of(buffers.points.begin(), buffers.points.end(), same))
          buffers.points.push_back(point);
      }
  }
}

Plot plot_cliffs(const FigureData& data) {
  Plot plot;
  plot.title = "Where each allocator gives memory back";
  plot.caption =
      "A buffer of a size in an orange range is given back to the kernel when it is freed: its next use takes a page fault for "
      "each page. In a blue range it is kept. Points: the largest list buffer of each task of this run.";
  plot.row_height = 26;
  const std::vector<CliffLine>& lines = data.report.dataset.cliffs;
  if (lines.empty()) {
    plot.nothing = "the store has no cliffs of these allocators; `allocscale cliffs` finds them";
    return plot;
  }
  PlotSeries back{"given back", 4}, kept{"kept", 5}, buffers{"buffers of this run", 6};
  back.fill = Fill::solid;
  kept.fill = Fill::light;
  std::vector<Tick> rows;
  for (const CliffLine& line : lines) rows.push_back({0, row_name(line)});
  Panel panel;
  panel.y = axis_of_rows(rows);
  for (std::size_t i = 0; i < lines.size(); ++i) add_line(lines[i], row_place(i, lines.size()), back, kept);
  add_buffers(data, lines, buffers);
  double low = 1e300, high = 0;
  for (const PlotSeries* series : {&back, &kept})
    for (const Box& box : series->boxes) {
      low = std::min(low, box.x.low);
      high = std::max(high, box.x.high);
    }
  for (const PlotPoint& point : buffers.points) {
    low = std::min(low, point.x);
    high = std::max(high, point.x);
  }
  panel.x = size_axis(std::max(low, 1.0) / 1.1, std::max(high, 2.0) * 1.1);
  for (PlotSeries* series : {&back, &kept, &buffers})
    if (!series->boxes.empty() || !series->points.empty()) panel.series.push_back(std::move(*series));
  plot.panels.push_back(std::move(panel));
  return plot;
}

}  // namespace

extern const Figure cliffs;
const Figure cliffs = {
    "cliffs", "from which buffer size on each allocator gives memory back, on a logarithmic axis",
    "A task whose point lies in an orange range pays page faults in every round; in a blue one it does not.",
    FigurePlace::run, &plot_cliffs};

}  // namespace allocscale::figures
