// Where does the time go that a task takes longer together than alone?
#include <fmt/format.h>

#include <array>

#include "harness/report/attribution_words.hpp"
#include "harness/report/figure.hpp"
#include "harness/report/plot_axis.hpp"

namespace allocscale::figures {
namespace {

// The lines of an account that add up to the elapsed time, from 0 outwards.
std::array<double, 4> parts_of(const TimeLedger& lines) {
  // User and system time are not told of few ticks: then all CPU time is in the first.
  const bool split = lines.user && lines.system;
  return {split ? lines.user->points.estimate : lines.cpu.estimate, split ? lines.system->points.estimate : 0,
          lines.run_queue ? lines.run_queue->estimate : 0, lines.rest.estimate};
}

Panel accounts_panel(const Attribution& one) {
  static constexpr std::array<const char*, 4> names = {"CPU time of the program (all, where few ticks)",
                                                       "CPU time of the kernel", "waiting for a CPU",
                                                       "elsewhere"};
  static constexpr std::array<Fill, 4> fills = {Fill::solid, Fill::solid, Fill::light, Fill::striped};
  static constexpr std::array<std::size_t, 4> looks = {0, 1, 5, 6};
  Panel panel;
  panel.title = fmt::format("{}, {} workers against one", subject_text(one), one.subject.workers);
  std::vector<Tick> rows;
  for (const PhaseLedger& account : one.accounts) rows.push_back({0, account.phase});
  panel.y = axis_of_rows(rows);
  std::array<PlotSeries, 4> series;
  for (std::size_t i = 0; i < series.size(); ++i)
    series.at(i) = {names.at(i), looks.at(i), false, false, {}, {}, fills.at(i)};
  PlotSeries elapsed{"elapsed, with its 95 % interval", 6};
  AxisRange range;
  range.add(0);
  for (std::size_t row = 0; row < one.accounts.size(); ++row) {
    const double y = row_place(row, rows.size());
    double above = 0, below = 0;
    const std::array<double, 4> parts = parts_of(one.accounts[row].lines);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      double& from = parts.at(i) < 0 ? below : above;
      if (parts.at(i) != 0)
        series.at(i).boxes.push_back(
            {{std::min(from, from + parts.at(i)), std::max(from, from + parts.at(i))}, {y - 0.3, y + 0.3}});
      from += parts.at(i);
    }
    const Interval& wall = one.accounts[row].lines.wall;
    elapsed.points.push_back({wall.estimate, y, Span{wall.low, wall.high}});
    for (const double value : {above, below, wall.estimate}) range.add(value);
    range.add_interval({wall.low, wall.high});
  }
  panel.x = range.linear("points (percent of the time alone)");
  for (PlotSeries& part : series)
    if (!part.boxes.empty()) panel.series.push_back(std::move(part));
  panel.series.push_back(std::move(elapsed));
  panel.guides.push_back({"", {{0, panel.y.span.low}, {0, panel.y.span.high}}});
  return panel;
}

Plot plot_accounts(const FigureData& data) {
  Plot plot;
  plot.title = "Accounts of time: together less alone";
  plot.caption =
      "What a task takes longer together than alone, by where the time goes: the parts of a bar, those left of 0 taken off, add up "
      "to the point, the elapsed time. Time on the CPU is slower work; waiting is others on the CPU; elsewhere is blocked or stolen.";
  plot.row_height = 28;
  for (const Attribution& one : data.attributions)
    if (data.shows(one) && !one.accounts.empty() && !one.launches.of_two_kinds())
      plot.panels.push_back(accounts_panel(one));
  if (plot.panels.empty())
    plot.nothing = "no account of a task from which a suspect was taken away; `allocscale run why` has them";
  return plot;
}

}  // namespace

extern const Figure accounts;
const Figure accounts = {"accounts",
                         "where the time goes that a task takes longer together: CPU, waiting, elsewhere",
                         "The longest part of the lowest bar, the whole task, says where to look.",
                         FigurePlace::task,
                         &plot_accounts,
                         5};

}  // namespace allocscale::figures
