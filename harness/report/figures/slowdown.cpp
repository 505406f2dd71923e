// Does a task take longer the more workers run it?
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "harness/report/figure.hpp"
#include "harness/report/grid.hpp"
#include "harness/report/plot_axis.hpp"
#include "harness/report/wording.hpp"

namespace allocscale::figures {
namespace {

// Rows stand a little beside each other, so that their intervals can be seen.
double beside(int workers, std::size_t row, std::size_t rows) {
  const double step = static_cast<double>(row) - (static_cast<double>(rows) - 1) / 2;
  return workers * std::exp(step * std::min(0.03, 0.18 / static_cast<double>(rows)));
}

// No loss, and beyond the CPUs what sharing them takes.
Guide ideal(const KernelTable& table, int capacity) {
  const int most = table.workers.back();
  Guide guide{"no loss", {{1, 1}}};
  if (most > capacity && capacity > 1) guide.points.push_back({static_cast<double>(capacity), 1});
  guide.points.push_back({static_cast<double>(most), std::max(1.0, static_cast<double>(most) / capacity)});
  return guide;
}

Axis workers_axis(const KernelTable& table, int capacity) {
  Axis axis;
  axis.label = "workers";
  axis.logarithmic = true;
  axis.span = {0.85, 1.18 * table.workers.back()};
  axis.ticks.push_back({1, "1"});
  for (const int workers : table.workers)
    axis.ticks.push_back(
        {static_cast<double>(workers), fmt::format("{}{}", workers, workers > capacity ? "*" : "")});
  return axis;
}

Panel slowdown_panel(const FigureData& data, const KernelTable& table, const std::string& layout,
                     AxisRange& range) {
  const int capacity = data.report.findings.run.capacity;
  Panel panel;
  panel.title = layout_task_text(table, layout);
  panel.x = workers_axis(table, capacity);
  std::vector<const Row*> rows;
  for (const Row& row : table.rows)
    if (data.shows(row) && row.layout == layout) rows.push_back(&row);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& row = *rows[i];
    PlotSeries series;
    series.name = drawn_name(row);
    series.look = look_of(data.report, row);
    series.joined = true;
    series.points.push_back({beside(1, i, rows.size()), 1});
    for (const AtWorkers& at : row.together) {
      const Estimate& ratio = at.slowdown.ratio;
      if (!ratio.value) continue;
      series.points.push_back(
          {beside(at.workers, i, rows.size()), *ratio.value, {}, span_of(ratio.interval)});
      range.add(*ratio.value);
      if (ratio.interval) range.add_interval({ratio.interval->low, ratio.interval->high});
    }
    if (series.points.size() > 1) panel.series.push_back(std::move(series));
  }
  if (panel.series.empty()) return panel;
  panel.guides.push_back(ideal(table, capacity));
  for (const PlotPoint& point : panel.guides.front().points) range.add(point.y);
  return panel;
}

Plot plot_slowdown(const FigureData& data) {
  Plot plot;
  plot.title = "Slowdown against workers";
  plot.caption =
      "How many times as long a task takes with so many workers as alone, with its 95 % interval. On the dashed "
      "line nothing is lost. A point above it is a loss where its whole interval lies above. *: more workers than "
      "CPUs; the dashed line then is what sharing them takes.";
  plot.columns = 2;
  AxisRange range;
  for (const KernelTable& table : data.report.findings.tables) {
    if (!data.shows(table) || table.workers.empty()) continue;
    for (const std::string& layout : layouts_of(table))
      if (Panel panel = slowdown_panel(data, table, layout, range); !panel.series.empty())
        plot.panels.push_back(std::move(panel));
  }
  for (Panel& panel : plot.panels) panel.y = range.linear("slowdown (times)");
  if (plot.panels.size() == 1) plot.columns = 1;
  plot.caption += left_out_words(data);
  if (plot.panels.empty()) plot.nothing = "no row of these has a slowdown: it takes two numbers of workers";
  return plot;
}

}  // namespace

extern const Figure slowdown;
const Figure slowdown = {
    "slowdown",
    "slowdown against workers, with intervals and the line of no loss",
    "The higher a point, the more time the task takes beside others. Compare each with the "
    "dashed line; vertical bars are 95 % intervals.",
    FigurePlace::task,
    &plot_slowdown,
    1};
}  // namespace allocscale::figures
