// Is what is fast alone also what scales?
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "harness/base/contains.hpp"
#include "harness/report/figure.hpp"
#include "harness/report/grid.hpp"
#include "harness/report/plot_axis.hpp"
#include "harness/report/wording.hpp"

namespace allocscale::figures {
namespace {

// The name of a row, which has one look in all panels.
std::string name_of(const KernelTable& table, const Row& row) {
  return layout_word(table, row.layout) + drawn_name(row);
}

std::size_t look_of_name(const FigureData& data, const std::string& name) {
  std::vector<std::string> names;
  for (const KernelTable& table : data.report.findings.tables)
    for (const Row& row : table.rows)
      if (const std::string one = name_of(table, row); !contains(names, one)) names.push_back(one);
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

Panel cost_loss_panel(const FigureData& data, const KernelTable& table) {
  Panel panel;
  panel.title = fmt::format("{}, {} workers", task_text(table), *table.headline);
  AxisRange across, up;
  across.add(1);
  up.add(1);
  const std::optional<double> base =
      table.rows.empty() ? std::nullopt : table.rows.front().alone.time_ns.value;
  for (const Row& row : table.rows) {
    const AtWorkers* const at = data.shows(row) ? find_at(row, *table.headline) : nullptr;
    if (!base || at == nullptr || !at->judged().ratio.value || !row.alone.time_ns.value) continue;
    const Estimate& ratio = at->judged().ratio;
    const double time = *row.alone.time_ns.value / *base;
    const std::string name = name_of(table, row);
    panel.series.push_back(
        {name, look_of_name(data, name), false, false, {{time, *ratio.value, {}, span_of(ratio.interval)}}});
    across.add(time);
    up.add(*ratio.value);
    if (ratio.interval) up.add_interval({ratio.interval->low, ratio.interval->high});
  }
  panel.x = across.ratios("time alone, of the baseline's");
  panel.y = up.linear("slowdown (times)");
  panel.guides.push_back({"no loss", {{panel.x.span.low, 1}, {panel.x.span.high, 1}}});
  panel.guides.push_back({"", {{1, panel.y.span.low}, {1, panel.y.span.high}}});
  return panel;
}

Plot plot_cost_loss(const FigureData& data) {
  Plot plot;
  plot.title = "Cost against loss";
  plot.caption =
      "Each point is a row: further left is faster alone than the baseline, further down loses less beside others. What lies "
      "left and low is better in both; what is only further left is faster and scales no better.";
  for (const KernelTable& table : data.report.findings.tables)
    if (data.shows(table) && table.headline && table.rows.size() > 2)
      if (Panel panel = cost_loss_panel(data, table); panel.series.size() > 1)
        plot.panels.push_back(std::move(panel));
  plot.caption += left_out_words(data);
  if (plot.panels.empty()) plot.nothing = "no task has two rows with a slowdown";
  return plot;
}

}  // namespace

extern const Figure cost_loss;
const Figure cost_loss = {"cost_loss",
                          "each row's time alone against its slowdown",
                          "The lower left corner is best. Vertical bars are 95 % intervals of the slowdown.",
                          FigurePlace::task,
                          &plot_cost_loss,
                          3};

}  // namespace allocscale::figures
