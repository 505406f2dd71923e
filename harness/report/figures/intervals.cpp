// Which rows differ from their reference, alone, and which lose beside others?
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "harness/report/figure.hpp"
#include "harness/report/grid.hpp"
#include "harness/report/plot_axis.hpp"
#include "harness/report/wording.hpp"

namespace allocscale::figures {
namespace {

constexpr std::size_t most_rows = 120;

struct ForestRow {
  std::string name;
  const Effect* effect = nullptr;
  std::string word;
  std::size_t look = 0;
  std::string series;
};

// The first effect of a row that is told: of its allocator, layout or setting.
const Cost* told_cost(const Row& row) {
  for (const CostOf of : {CostOf::allocator, CostOf::layout, CostOf::setting})
    if (row.costs[of].effect.ratio.value) return &row.costs[of];
  return nullptr;
}

Panel panel_of(const std::string& title, const std::vector<ForestRow>& rows, double margin,
               const std::string& label) {
  Panel panel;
  panel.title = title;
  std::vector<Tick> ticks;
  for (const ForestRow& row : rows) ticks.push_back({0, row.name, row.word});
  panel.y = axis_of_rows(ticks);
  AxisRange range;
  range.add(1 - margin);
  range.add(1 + margin);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Estimate& ratio = rows[i].effect->ratio;
    range.add(*ratio.value);
    if (ratio.interval) range.add_interval({ratio.interval->low, ratio.interval->high});
    const auto found = std::find_if(panel.series.begin(), panel.series.end(),
                                    [&](const PlotSeries& one) { return one.name == rows[i].series; });
    PlotSeries& series = found != panel.series.end()
                             ? *found
                             : panel.series.emplace_back(PlotSeries{rows[i].series, rows[i].look});
    series.points.push_back({*ratio.value, row_place(i, rows.size()), span_of(ratio.interval)});
  }
  panel.x = range.ratios(label);
  panel.bands.push_back({{1 / (1 + margin), 1 + margin}, panel.y.span});
  panel.guides.push_back({"no difference", {{1, panel.y.span.low}, {1, panel.y.span.high}}});
  return panel;
}

// Whether it has more rows than are drawn is in `cut`.
void add_table(const FigureData& data, const KernelTable& table, Plot& plot, bool& cut) {
  const double margin = data.report.findings.run.margin;
  std::vector<ForestRow> costs, losses;
  for (const Row& row : table.rows) {
    if (!data.shows(row)) continue;
    const std::string name = layout_word(table, row.layout) + drawn_name(row);
    const std::string series = drawn_name(row);
    if (const Cost* const cost = told_cost(row))
      costs.push_back({name + " / " + drawn_text(row, cost->against), &cost->effect, cost_word(cost->effect),
                       look_of(data.report, row), series});
    const AtWorkers* const at = table.headline ? find_at(row, *table.headline) : nullptr;
    if (at != nullptr && at->judged().ratio.value)
      losses.push_back({name, &at->judged(), slowdown_word(at->judged()), look_of(data.report, row), series});
  }
  for (std::vector<ForestRow>* rows : {&costs, &losses})
    if (rows->size() > most_rows) {
      rows->resize(most_rows);
      cut = true;
    }
  if (!losses.empty())
    plot.panels.push_back(
        panel_of(fmt::format("{}: with {} workers against alone", task_text(table), *table.headline), losses,
                 margin, "slowdown (times)"));
  if (!costs.empty())
    plot.panels.push_back(panel_of(task_text(table) + ": alone, against the row behind the slash", costs,
                                   margin, "time (times)"));
}

Plot plot(const FigureData& data) {
  Plot plot;
  plot.title = "Losses and costs with their intervals";
  plot.caption = fmt::format(
      "Each point is a ratio of times with its 95 % interval: right of 1 takes longer. The shaded band is what counts as the same "
      "({}). A whole interval within it is a tie, one beside 1 a difference; one that reaches over both settles nothing.",
      margin_text(data.report.findings.run.margin));
  plot.band_name = "the same";
  plot.row_height = 20;
  bool cut = false;
  for (const KernelTable& table : data.report.findings.tables)
    if (data.shows(table)) add_table(data, table, plot, cut);
  if (cut)
    plot.caption +=
        fmt::format(" Only the first {} rows of a task are drawn; --layout chooses among them.", most_rows);
  plot.caption += left_out_words(data);
  if (plot.panels.empty()) plot.nothing = "no row of these has a slowdown or a cost";
  return plot;
}

}  // namespace

extern const Figure intervals;
const Figure intervals = {
    "intervals",
    "losses and costs of every row with their intervals, beside what counts as the same",
    "Read the words at the right; the intervals show how sure they are. Wide ones ask for more blocks.",
    FigurePlace::task,
    &plot,
    2};

}  // namespace allocscale::figures
