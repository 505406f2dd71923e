// What does a task do once a cause is removed: before and after?
#include <fmt/format.h>

#include <utility>
#include <vector>

#include "harness/report/attribution_words.hpp"
#include "harness/report/figure.hpp"
#include "harness/report/plot_axis.hpp"

namespace allocscale::figures {
namespace {

struct RemovalRow {
  std::string name;
  Interval value;
  bool after = false;
};

Panel removals_panel(const std::string& title, const std::vector<RemovalRow>& rows, const std::string& label,
                     const char* guide) {
  Panel panel;
  panel.title = title;
  std::vector<Tick> ticks;
  for (const RemovalRow& row : rows) ticks.push_back({0, row.name});
  panel.y = axis_of_rows(ticks);
  AxisRange range;
  range.add(1);
  PlotSeries before{"as it is", 6}, after{"with the cause removed", 2};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Interval& value = rows[i].value;
    (rows[i].after ? after : before)
        .points.push_back({value.estimate, row_place(i, rows.size()), Span{value.low, value.high}});
    range.add(value.estimate);
    range.add_interval({value.low, value.high});
  }
  panel.x = range.ratios(label);
  panel.guides.push_back({guide, {{1, panel.y.span.low}, {1, panel.y.span.high}}});
  for (PlotSeries* series : {&before, &after})
    if (!series->points.empty()) panel.series.push_back(std::move(*series));
  return panel;
}

void add_subject(const Attribution& one, std::vector<Panel>& panels) {
  std::vector<RemovalRow> slowdowns, times;
  if (one.slowdown) slowdowns.push_back({"as it is", *one.slowdown, false});
  for (const Change& change : one.changes) {
    if (change.launches.of_two_kinds()) continue;
    slowdowns.push_back({change.name, change.slowdown, true});
    times.push_back({change.name, change.together, true});
  }
  if (times.empty()) return;
  panels.push_back(
      removals_panel(fmt::format("{}: slowdown with {} workers", subject_text(one), one.subject.workers),
                     slowdowns, "slowdown (times)", "no loss"));
  panels.push_back(
      removals_panel(fmt::format("{}: time with {} workers", subject_text(one), one.subject.workers), times,
                     "time, of what it takes as it is", "as before"));
}

Plot plot_removals(const FigureData& data) {
  Plot plot;
  plot.title = "Before and after a cause is removed";
  plot.caption =
      "First the slowdown, as it is and with one cause removed: a removal that moves it to 1 takes the loss away. Then the time "
      "with as many workers: left of 1 is faster. One that lowers the time and not the slowdown is only cheaper. Lines: 95 %.";
  plot.row_height = 24;
  for (const Attribution& one : data.attributions)
    if (data.shows(one) && !one.launches.of_two_kinds()) add_subject(one, plot.panels);
  if (plot.panels.empty())
    plot.nothing = "no suspect was taken away alone; `allocscale run why` takes each away";
  return plot;
}

}  // namespace

extern const Figure removals;
const Figure removals = {"removals",
                         "slowdown and time before and after one cause is removed",
                         "Look for the removal whose interval reaches the dashed line of no loss.",
                         FigurePlace::task,
                         &plot_removals,
                         4};

}  // namespace allocscale::figures
