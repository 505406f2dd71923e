// Are the trials noisy, and do they drift?
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "harness/base/median.hpp"
#include "harness/report/cell_times.hpp"
#include "harness/report/figure.hpp"
#include "harness/report/plot_axis.hpp"
#include "harness/report/wording.hpp"

namespace allocscale::figures {
namespace {

// The times of one cell over their median, against the block; those of trials in doubt are hollow.
void add_cell(const CellTimes& times, const std::string& name, std::size_t look, Panel& panel,
              AxisRange& up) {
  std::vector<double> values;
  for (const TrialTime& trial : times.trials) values.push_back(trial.time_ns);
  const double middle = median(values);
  PlotSeries sure{name, look}, doubted{name, look};
  doubted.hollow = true;
  for (const TrialTime& trial : times.trials) {
    const double ratio = trial.time_ns / middle;
    (trial.flagged ? doubted : sure).points.push_back({static_cast<double>(trial.block), ratio});
    up.add(ratio);
  }
  for (PlotSeries* series : {&sure, &doubted})
    if (!series->points.empty()) panel.series.push_back(std::move(*series));
}

Panel trials_panel(const FigureData& data, const KernelTable& table, int workers) {
  const std::string layout = data.layout.empty() ? table.rows.front().layout : data.layout;
  Panel panel;
  panel.title = fmt::format("{}, {}", layout_task_text(table, layout),
                            workers_text(workers, data.report.findings.run.capacity));
  AxisRange up;
  for (const Row& row : table.rows) {
    if (!data.shows(row) || row.layout != layout) continue;
    Cell cell = row.cell;
    cell.workers = workers;
    const auto found = std::find_if(data.times.begin(), data.times.end(),
                                    [&](const CellTimes& one) { return one.cell == cell; });
    if (found != data.times.end()) add_cell(*found, drawn_name(row), look_of(data.report, row), panel, up);
  }
  AxisRange across;
  for (const PlotSeries& series : panel.series)
    for (const PlotPoint& point : series.points) across.add(point.x);
  panel.x = across.linear("block");
  panel.y = up.ratios("time, of the median");
  panel.guides.push_back({"the median", {{panel.x.span.low, 1}, {panel.x.span.high, 1}}});
  return panel;
}

Plot plot_trials(const FigureData& data) {
  Plot plot;
  plot.title = "Trials in the order in which they ran";
  plot.caption =
      "The time of each complete trial against the median of its cell. A cloud around 1 is noise, a slope or a step is drift, a "
      "single high point a disturbance. Hollow: the trial raised a quality flag. One layout is shown; --layout chooses another.";
  plot.columns = 2;

  for (const KernelTable& table : data.report.findings.tables) {
    if (!data.shows(table) || table.rows.empty()) continue;
    std::vector<int> levels = {1};
    if (table.headline) levels.push_back(*table.headline);
    for (const int workers : levels)
      if (Panel panel = trials_panel(data, table, workers); !panel.series.empty())
        plot.panels.push_back(std::move(panel));
  }
  plot.caption += left_out_words(data);
  if (plot.panels.empty()) plot.nothing = "no trial is complete";
  return plot;
}

}  // namespace

extern const Figure trials;
const Figure trials = {
    "trials", "the time of each trial in their order: noise and drift",
    "Points should lie around 1 without a slope. Compare the spread of two allocators before you compare "
    "their means.",
    FigurePlace::task, &plot_trials};

}  // namespace allocscale::figures
