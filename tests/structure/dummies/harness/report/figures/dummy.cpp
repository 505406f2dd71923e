// A figure of one row.
#include "harness/report/figure.hpp"
#include "harness/report/plot_axis.hpp"

namespace allocscale::figures {
namespace {

Plot plot(const FigureData& data) {
  const double tables = static_cast<double>(data.report.findings.tables.size());
  Panel panel;
  panel.y = axis_of_rows({{0, "tables"}});
  panel.x.span = {0, tables + 1};
  panel.series.push_back({"dummy", 0, false, false, {{tables, 1}}});
  Plot plot;
  plot.title = "Dummy";
  plot.panels.push_back(panel);
  return plot;
}

}  // namespace

extern const Figure dummy;
const Figure dummy = {"dummy", "the number of tables", "Further right is more.", FigurePlace::run, &plot};

}  // namespace allocscale::figures
