#include "harness/report/estimate_table.hpp"

#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "harness/model/cell_columns.hpp"
#include "harness/report/finding_line.hpp"
#include "harness/report/wording.hpp"

namespace allocscale {
namespace {

using Line = FindingLine;

struct Field {
  DataColumn column;
  DataValue (*value)(const Line&);
};

DataValue flag(bool yes) { return std::int64_t{yes ? 1 : 0}; }

DataValue number(const std::optional<double>& value) {
  return value && std::isfinite(*value) ? DataValue(*value) : DataValue();
}

DataValue low(const Estimate& estimate) {
  return estimate.interval ? number(estimate.interval->low) : DataValue();
}

DataValue high(const Estimate& estimate) {
  return estimate.interval ? number(estimate.interval->high) : DataValue();
}

// A slowdown as points of the time alone.
std::optional<double> points(const std::optional<double>& slowdown) {
  return slowdown ? std::optional(100 * (*slowdown - 1)) : std::nullopt;
}

std::optional<double> low_of(const Estimate& estimate) {
  return estimate.interval ? std::optional(estimate.interval->low) : std::nullopt;
}

std::optional<double> high_of(const Estimate& estimate) {
  return estimate.interval ? std::optional(estimate.interval->high) : std::nullopt;
}

DataValue text_or_nothing(const std::string& text) { return text.empty() ? DataValue() : DataValue(text); }

DataValue why_incomplete(const Line& line) {
  if (line.at.incomplete.empty()) return {};
  const Incomplete& first = line.at.incomplete.front();
  return std::string(outcome_name(first.outcome)) + (first.message.empty() ? "" : ": " + first.message);
}

DataValue why_absent(const Line& line) {
  return text_or_nothing(line.at.time_ns.value ? line.at.workers == 1 ? "" : line.at.slowdown.ratio.reason
                                               : line.at.time_ns.reason);
}

// What a row says, after the columns that name its cell.
const Field fields[] = {
    {{"estimand", "", "settled or cold: the iterations of which the times are"},
     [](const Line& l) -> DataValue { return estimand_name(l.table.estimand); }},
    {{"baseline", "", "1: the row that the others are compared with; else 0"},
     [](const Line& l) { return flag(l.row.baseline); }},
    {{"design", "", "separate or paired: whether alone and together were measured in one process"},
     [](const Line& l) -> DataValue { return std::string(design_name(l.table.design)); }},
    {{"trials_complete", "trials", ""},
     [](const Line& l) -> DataValue { return std::int64_t{l.at.complete}; }},
    {{"trials_incomplete", "trials", "that failed or were skipped"},
     [](const Line& l) -> DataValue { return std::int64_t{incomplete_trials(l.at)}; }},
    {{"why_incomplete", "", "how the first of them ended; absent: there is none"}, why_incomplete},
    {{"time_ns", "ns", "of an iteration of a worker: geometric mean over blocks"},
     [](const Line& l) { return number(l.at.time_ns.value); }},
    {{"time_low_ns", "ns", "lower end of its 95 % interval"},
     [](const Line& l) { return low(l.at.time_ns); }},
    {{"time_high_ns", "ns", "upper end"}, [](const Line& l) { return high(l.at.time_ns); }},
    {{"time_kind", "", "running: elapsed less the wait for a CPU; or elapsed"},
     [](const Line& l) { return text_or_nothing(time_kind(l.at)); }},
    {{"time_blocks", "blocks", "behind it"},
     [](const Line& l) -> DataValue { return std::int64_t{l.at.time_ns.blocks}; }},
    {{"elapsed_ns", "ns", "the same of the elapsed time"},
     [](const Line& l) { return number(l.at.elapsed_ns.value); }},
    {{"slowdown", "ratio", "T(workers) over T(1), paired by block; absent of one worker"},
     [](const Line& l) { return number(l.at.slowdown.ratio.value); }},
    {{"slowdown_low", "ratio", "lower end of its 95 % interval"},
     [](const Line& l) { return low(l.at.slowdown.ratio); }},
    {{"slowdown_high", "ratio", "upper end"}, [](const Line& l) { return high(l.at.slowdown.ratio); }},
    {{"slowdown_blocks", "blocks", "behind it"},
     [](const Line& l) -> DataValue { return std::int64_t{l.at.slowdown.ratio.blocks}; }},
    {{"loss_points", "points", "the scaling loss: 100 (slowdown - 1), percent of the time alone"},
     [](const Line& l) { return number(points(l.at.slowdown.ratio.value)); }},
    {{"loss_low_points", "points", "lower end of its 95 % interval"},
     [](const Line& l) { return number(points(low_of(l.at.slowdown.ratio))); }},
    {{"loss_high_points", "points", "upper end"},
     [](const Line& l) { return number(points(high_of(l.at.slowdown.ratio))); }},
    {{"per_cpu_slowdown", "ratio",
      "the slowdown over workers/CPUs, the least possible; absent of fewer workers"},
     [](const Line& l) { return number(per_cpu_share(l.at).value); }},
    {{"per_cpu_slowdown_low", "ratio", "lower end of its 95 % interval"},
     [](const Line& l) { return low(per_cpu_share(l.at)); }},
    {{"per_cpu_slowdown_high", "ratio", "upper end"},
     [](const Line& l) { return high(per_cpu_share(l.at)); }},
    {{"verdict", "",
      "on the slowdown, per CPU where workers share them: loss, gain, equivalent, inconclusive, none (below 20 blocks), busy, machine, two kinds"},
     [](const Line& l) { return text_or_nothing(slowdown_name(l.at.judged())); }},
    {{"may_be_chance", "",
      "1: a difference that does not stand among all of the run at a false discovery rate of 5 %"},
     [](const Line& l) { return flag(may_be_chance(l.at.judged())); }},
    {{"detectable", "ratio", "the smallest change that would have been found: 0.04 is 4 %"},
     [](const Line& l) { return number(l.at.judged().detectable); }},
    {{"p_value", "", "of no difference"}, [](const Line& l) { return number(l.at.judged().p_value); }},
    {{"adjusted_p_value", "", "likewise, for the false discovery rate"},
     [](const Line& l) { return number(l.at.judged().adjusted_p); }},
    {{"waiting_share", "ratio", "of the elapsed time, waiting for a CPU"},
     [](const Line& l) { return number(l.at.waiting_share); }},
    {{"faults_per_iteration", "faults", "minor page faults, mean over trials"},
     [](const Line& l) { return number(l.at.per_iteration[PhaseMetric::minor_faults]); }},
    {{"cold_faults", "faults", "minor page faults of iteration 0"},
     [](const Line& l) { return number(l.at.cold_minor_faults); }},
    {{"cpu_time_ns", "ns", "CPU time of an iteration, geometric mean over trials"},
     [](const Line& l) { return number(l.at.per_iteration[PhaseMetric::cpu_ns]); }},
    {{"peak_memory_bytes", "bytes", "of the largest worker, median over trials"},
     [](const Line& l) { return number(l.at.peak_bytes); }},
    {{"flags", "", "the quality flags raised, each with its number of trials"},
     [](const Line& l) { return text_or_nothing(flags_text(l.at)); }},
    {{"why_absent", "", "why there is no time or no slowdown; absent where both are there"}, why_absent},
};

struct CostField {
  DataColumn column;  // its name goes on after "cost_of_allocator"
  DataValue (*value)(const Cost&);
};

const CostField cost_fields[] = {
    {{"", "ratio", "the time alone over that of the reference; absent together, and of the reference itself"},
     [](const Cost& c) { return number(c.effect.ratio.value); }},
    {{"_low", "ratio", "lower end of its 95 % interval"}, [](const Cost& c) { return low(c.effect.ratio); }},
    {{"_high", "ratio", "upper end"}, [](const Cost& c) { return high(c.effect.ratio); }},
    {{"_verdict", "", "of the cost: slower, faster, tie (equivalent), or as verdict"},
     [](const Cost& c) { return text_or_nothing(cost_name(c.effect)); }},
    {{"_against", "", "the reference"}, [](const Cost& c) { return text_or_nothing(c.against); }},
};

void add_line(const Line& line, DataTable& table) {
  std::vector<DataValue> values = {line.findings.label.number, line.findings.run.experiment,
                                   flag(line.row.twin)};
  Cell cell = line.row.cell;
  cell.workers = line.at.workers;
  for (DataValue& value : cell_values(cell)) values.push_back(std::move(value));
  for (const Field& field : fields) values.push_back(field.value(line));
  const Costs none;
  const Costs& costs = line.at.workers == 1 ? line.row.costs : none;
  for (std::size_t of = 0; of < costs_of.size(); ++of)
    for (const CostField& field : cost_fields) values.push_back(field.value(costs[static_cast<CostOf>(of)]));
  table.rows.push_back(std::move(values));
}

}  // namespace

DataTable estimate_table() {
  DataTable table{"estimates", "a row of a run's tables at a number of workers, from the analysis", {}, {}};
  table.columns = {{"run", "", "its number, as in `allocscale runs`"},
                   {"experiment", "", "the name of the experiment, or of the program"},
                   {"twin", "", "1: the second copy of the baseline; else 0"}};
  for (DataColumn& column : cell_columns()) table.columns.push_back(std::move(column));
  for (const Field& field : fields) table.columns.push_back(field.column);
  for (const std::string_view of : costs_of)
    for (const CostField& field : cost_fields)
      table.columns.push_back(
          {fmt::format("cost_of_{}{}", of, field.column.name), field.column.unit, field.column.meaning});
  return table;
}

void add_estimates(const Findings& findings, DataTable& table) {
  each_line(findings, [&](const Line& line) { add_line(line, table); });
}

}  // namespace allocscale
