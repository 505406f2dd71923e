// Which rows differ from their reference, alone, and which lose beside others?
#include <fmt/format.h>

#include <string>
#include <vector>

#include "harness/report/figure.hpp"
#include "harness/report/forest_panel.hpp"
#include "harness/report/grid.hpp"
#include "harness/report/wording.hpp"

namespace allocscale::figures {
namespace {

// The first effect of a row that is told: of its allocator, layout or setting.
const Cost* told_cost(const Row& row) {
  for (const CostOf of : {CostOf::allocator, CostOf::layout, CostOf::setting})
    if (row.costs[of].effect.ratio.value) return &row.costs[of];
  return nullptr;
}

ForestRow forest_row(const FigureData& data, const Row& row, const std::string& name, const Effect& effect,
                     const std::string& word) {
  return {name, effect.ratio.value, span_of(effect.ratio.interval),
          word, drawn_name(row),    look_of(data.report, row)};
}

// Whether it has more rows than are drawn is in `cut`.
void add_table(const FigureData& data, const KernelTable& table, Plot& plot, bool& cut) {
  const double margin = data.report.findings.run.margin;
  std::vector<ForestRow> costs, losses;
  for (const Row& row : table.rows) {
    if (!data.shows(row)) continue;
    const std::string name = layout_word(table, row.layout) + drawn_name(row);
    if (const Cost* const cost = told_cost(row))
      costs.push_back(forest_row(data, row, name + " / " + drawn_text(row, cost->against), cost->effect,
                                 cost_word(cost->effect)));
    const AtWorkers* const at = table.headline ? find_at(row, *table.headline) : nullptr;
    if (at != nullptr && at->judged().ratio.value)
      losses.push_back(forest_row(data, row, name, at->judged(), slowdown_word(at->judged())));
  }
  cut = cut || costs.size() > most_forest_rows || losses.size() > most_forest_rows;
  if (!losses.empty())
    plot.panels.push_back(
        forest_panel(fmt::format("{}: with {} workers against alone", task_text(table), *table.headline),
                     losses, margin, "slowdown (times)"));
  if (!costs.empty())
    plot.panels.push_back(forest_panel(task_text(table) + ": alone, against the row behind the slash", costs,
                                       margin, "time (times)"));
}

Plot plot_intervals(const FigureData& data) {
  Plot plot;
  plot.title = "Losses and costs with their intervals";
  plot.caption = "Each point is a ratio of times with its 95 % interval: right of 1 takes longer. " +
                 forest_words(data.report.findings.run.margin);
  plot.band_name = "the same";
  plot.row_height = 20;
  bool cut = false;
  for (const KernelTable& table : data.report.findings.tables)
    if (data.shows(table)) add_table(data, table, plot, cut);
  if (cut)
    plot.caption += fmt::format(" Only the first {} rows of a task are drawn; --layout chooses among them.",
                                most_forest_rows);
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
    &plot_intervals,
    2};

}  // namespace allocscale::figures
