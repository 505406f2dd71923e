// What goes with each suspect of a loss and of a cost?
#include <fmt/format.h>

#include <array>

#include "harness/report/attribution_words.hpp"
#include "harness/report/figure.hpp"
#include "harness/report/plot_axis.hpp"

namespace allocscale::figures {
namespace {

constexpr std::size_t suspect_look = 0, machine_look = 6, residual_look = 4;

// The parts of one game, from top to bottom.
class Bars {
 public:
  void add(const std::string& name, const GameValue& value, const std::optional<Grade>& grade,
           std::size_t look) {
    std::string beside(component_verdict_name(value.verdict));
    if (look == residual_look && value.verdict == ComponentVerdict::cause) beside = "unexplained";
    if (grade) beside += fmt::format(", {}", grade_name(*grade));
    rows_.push_back({0, name, beside});
    values_.push_back(&value);
    looks_.push_back(look);
  }

  [[nodiscard]] Panel panel(const std::string& title) const {
    constexpr std::array<const char*, 3> names = {"suspect", "the machine, of every task",
                                                  "residual: none of these"};
    Panel panel;
    panel.title = title;
    panel.y = axis_of_rows(rows_);
    AxisRange range;
    range.add(0);
    std::array<PlotSeries, 3> series;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const std::size_t kind = looks_[i] == suspect_look ? 0 : looks_[i] == machine_look ? 1 : 2;
      const Interval& points = values_[i]->points;
      const double y = row_place(i, rows_.size());
      series.at(kind).name = names.at(kind);
      series.at(kind).look = looks_[i];
      series.at(kind).fill = kind == 0 ? Fill::solid : kind == 1 ? Fill::light : Fill::striped;
      series.at(kind).boxes.push_back(
          {{std::min(0.0, points.estimate), std::max(0.0, points.estimate)}, {y - 0.3, y + 0.3}});
      series.at(kind).points.push_back({points.estimate, y, Span{points.low, points.high}});
      range.add(points.estimate);
      range.add_interval({points.low, points.high});
    }
    for (PlotSeries& one : series)
      if (!one.boxes.empty()) panel.series.push_back(std::move(one));
    panel.x = range.linear("points (percent of the time alone)");
    panel.guides.push_back({"", {{0, panel.y.span.low}, {0, panel.y.span.high}}});
    return panel;
  }

  [[nodiscard]] bool empty() const { return rows_.empty(); }

 private:
  std::vector<Tick> rows_;
  std::vector<const GameValue*> values_;
  std::vector<std::size_t> looks_;
};

void add_loss(const Attribution& one, std::vector<Panel>& panels) {
  const RemovalLedger& removal = one.removal;
  if (!removal.has_loss()) return;
  Bars bars;
  if (removal.machine) bars.add("the machine", *removal.machine, {}, machine_look);
  for (const Component& component : removal.components)
    bars.add(component_text(component), component.loss, component.loss_grade, suspect_look);
  bars.add("residual", removal.loss_left, {}, residual_look);
  panels.push_back(bars.panel(fmt::format("{}: loss of {:.1f} points with {} workers", subject_text(one),
                                          removal.loss->estimate, one.subject.workers)));
}

void add_cost(const Attribution& one, std::vector<Panel>& panels) {
  Bars bars;
  for (const Component& component : one.removal.components)
    bars.add(component_text(component), component.cost, component.cost_grade, suspect_look);
  if (!bars.empty())
    panels.push_back(bars.panel(fmt::format("{}: cost, of the time alone", subject_text(one))));
}

Plot plot_components(const FigureData& data) {
  Plot plot;
  plot.title = "What goes with each suspect";
  plot.caption =
      "Each bar is the part of the loss (or of the time alone) that goes away with one suspect, each line its 95 % "
      "interval, jointly for all. The residual goes with none of them. A bar whose interval holds 0 shows nothing. "
      "At the right: the verdict, and the grade of the evidence, from A (three kinds agree) to X (they contradict).";
  plot.row_height = 26;
  bool any = false;
  for (const Attribution& one : data.attributions) {
    if (!data.shows(one)) continue;
    any = true;
    if (!one.removal.loss || one.launches.of_two_kinds()) continue;
    add_loss(one, plot.panels);
    add_cost(one, plot.panels);
  }
  if (plot.panels.empty())
    plot.nothing = any ? "two blocks with every cell are needed, and launches of one kind"
                       : "no suspect was taken away; `allocscale run why` takes each away";
  return plot;
}

}  // namespace

extern const Figure components;
const Figure components = {
    "components", "what goes with each suspect of a loss and of a cost, and the residual",
    "The longest bar is what matters most. The bars of a loss, with the machine's and the "
    "residual, add up to the loss.",
    FigurePlace::answer, &plot_components};
}  // namespace allocscale::figures
