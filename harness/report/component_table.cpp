#include "harness/report/component_table.hpp"

#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "harness/model/cell_columns.hpp"
#include "harness/report/attribution_words.hpp"

namespace allocscale {
namespace {

DataValue number(const std::optional<double>& value) {
  return value && std::isfinite(*value) ? DataValue(*value) : DataValue();
}

DataValue grade_of(const std::optional<Grade>& grade) {
  return grade ? DataValue(std::string(grade_name(*grade))) : DataValue();
}

// The columns after those that name the cell.
std::vector<DataColumn> value_columns() {
  return {
      {"estimand", "", "settled or cold: the iterations of which the times are"},
      {"part_of", "", "loss (with the workers, against one) or cost (of the time alone)"},
      {"component", "",
       "the suspect that was taken away; machine: what a control loses; residual: what is left of the loss; rest: "
       "what is left of the time alone"},
      {"points", "points", "percent of the time alone that goes with it"},
      {"points_low", "points", "lower end of its 95 % interval, jointly for all; absent below 6 blocks"},
      {"points_high", "points", "upper end"},
      {"bracket_least", "points", "the least over the orders in which suspects can go"},
      {"bracket_most", "points", "the most"},
      {"share", "ratio", "of the loss: 0.5 is half of it; absent of a cost"},
      {"share_low", "ratio", "lower end of its 95 % interval"},
      {"share_high", "ratio", "upper end"},
      {"standing", "",
       "cause; relief; shared, not separable; negligible; inconclusive; nothing to remove; no verdict"},
      {"grade", "", "A three kinds of evidence agree, B two, C one, X they contradict; absent: none"},
      {"detectable_points", "points", "what would have been found in four of five such runs"},
      {"ledger_blocks", "blocks", "that have every cell"}};
}

class Rows {
 public:
  Rows(const Dataset& dataset, const Attribution& attribution, DataTable& table)
      : dataset_(dataset), attribution_(attribution), table_(table) {}

  void add(const char* part_of, const std::string& component, const GameValue& value,
           const std::optional<Grade>& grade) {
    std::vector<DataValue> values = {dataset_.label.number, dataset_.run.experiment, std::int64_t{0}};
    Cell cell = attribution_.task;
    cell.layout = attribution_.subject.layout;
    cell.allocator = attribution_.subject.allocator;
    cell.workers = attribution_.subject.workers;
    for (DataValue& named : cell_values(cell)) values.push_back(std::move(named));
    const std::optional<Interval>& share = value.share;
    for (DataValue& more : std::vector<DataValue>{
             std::string(estimand_name(attribution_.estimand)), std::string(part_of), component,
             number(value.points.estimate), number(value.points.low), number(value.points.high),
             number(value.least), number(value.most), share ? number(share->estimate) : DataValue(),
             share ? number(share->low) : DataValue(), share ? number(share->high) : DataValue(),
             std::string(component_verdict_name(value.verdict)), grade_of(grade), number(value.detectable),
             std::int64_t{attribution_.removal.blocks}})
      values.push_back(std::move(more));
    table_.rows.push_back(std::move(values));
  }

 private:
  const Dataset& dataset_;
  const Attribution& attribution_;
  DataTable& table_;
};

}  // namespace

DataTable component_table() {
  DataTable table{
      "components", "what goes with one suspect of a cell's loss or cost, as explain says it", {}, {}};
  table.columns = {{"run", "", "its number, as in `allocscale runs`"},
                   {"experiment", "", "the name of the experiment, or of the program"},
                   {"twin", "", "0: the twin is no subject"}};
  for (DataColumn& column : cell_columns()) table.columns.push_back(std::move(column));
  for (DataColumn& column : value_columns()) table.columns.push_back(std::move(column));
  return table;
}

void add_components(const Dataset& dataset, std::span<const Attribution> attributions, DataTable& table) {
  for (const Attribution& attribution : attributions) {
    const RemovalLedger& removal = attribution.removal;
    // Of launches of two kinds no launch has the mean: an explanation gives no values either.
    if (!removal.loss || attribution.launches.of_two_kinds()) continue;
    Rows rows(dataset, attribution, table);
    if (removal.has_loss()) {
      if (removal.machine) rows.add("loss", "machine", *removal.machine, std::nullopt);
      for (const Component& component : removal.components)
        rows.add("loss", component_text(component), component.loss, component.loss_grade);
      rows.add("loss", "residual", removal.loss_left, std::nullopt);
    }
    for (const Component& component : removal.components)
      rows.add("cost", component_text(component), component.cost, component.cost_grade);
    rows.add("cost", "rest", removal.cost_left, std::nullopt);
  }
}

}  // namespace allocscale
