#include "harness/report/forest_panel.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "harness/report/plot_axis.hpp"
#include "harness/report/wording.hpp"

namespace allocscale {

Panel forest_panel(const std::string& title, const std::vector<ForestRow>& rows, double margin,
                   const std::string& label) {
  const std::size_t count = std::min(rows.size(), most_forest_rows);
  Panel panel;
  panel.title = title;
  std::vector<Tick> ticks;
  for (std::size_t i = 0; i < count; ++i) ticks.push_back({0, rows[i].name, rows[i].word});
  panel.y = axis_of_rows(ticks);
  AxisRange range;
  range.add(1 - margin);
  range.add(1 + margin);
  for (std::size_t i = 0; i < count; ++i) {
    const ForestRow& row = rows[i];
    if (!row.ratio) continue;
    range.add(*row.ratio);
    if (row.interval) range.add_interval(*row.interval);
    const auto found = std::find_if(panel.series.begin(), panel.series.end(),
                                    [&](const PlotSeries& one) { return one.name == row.series; });
    PlotSeries& series = found != panel.series.end()
                             ? *found
                             : panel.series.emplace_back(PlotSeries{row.series, row.look, false, row.hollow});
    series.points.push_back({*row.ratio, row_place(i, count), row.interval});
  }
  panel.x = range.ratios(label);
  panel.bands.push_back({{1 / (1 + margin), 1 + margin}, panel.y.span});
  panel.guides.push_back({"no difference", {{1, panel.y.span.low}, {1, panel.y.span.high}}});
  return panel;
}

std::string forest_words(double margin) {
  return fmt::format(
      "The shaded band is what counts as the same ({}). A whole interval within it is a tie, one beside 1 a difference; one that "
      "reaches over both settles nothing.",
      margin_text(margin));
}

}  // namespace allocscale
