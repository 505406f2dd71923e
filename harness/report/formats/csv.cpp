// For other programs: one tidy table, a line per row and number of workers, at full precision (RFC 4180). A
// comparison has its lines twice: of settled times, then of cold ones; see the column "estimand".
// Absent is empty; units are in the column names. The columns of the metrics in metric.hpp that have no place
// of their own come last: means over trials, of an iteration, a worker or the trial. A run with published
// figures has two more columns: the smallest and the largest published slowdown of the kernel with as many
// workers.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "harness/base/date_text.hpp"
#include "harness/model/factor.hpp"
#include "harness/report/csv_field.hpp"
#include "harness/report/finding_line.hpp"
#include "harness/report/format.hpp"
#include "harness/report/published.hpp"
#include "harness/report/wording.hpp"

namespace allocscale::formats {
namespace {

using Line = FindingLine;

std::string number(const std::optional<double>& value) { return value ? fmt::format("{}", *value) : ""; }

std::string low(const Estimate& estimate) { return estimate.interval ? number(estimate.interval->low) : ""; }

std::string high(const Estimate& estimate) {
  return estimate.interval ? number(estimate.interval->high) : "";
}

std::string robust(const Effect& effect) { return effect.robust ? number(effect.robust->estimate) : ""; }

std::string robust_low(const Effect& effect) {
  return effect.robust && effect.robust->interval ? number(effect.robust->interval->low) : "";
}

std::string robust_high(const Effect& effect) {
  return effect.robust && effect.robust->interval ? number(effect.robust->interval->high) : "";
}

std::string yes_no(bool yes) { return yes ? "yes" : "no"; }

AllocatorBuild build_of(const Line& line) {
  for (const AllocatorBuild& build : line.findings.run.builds)
    if (build.name == line.row.allocator) return build;
  return {};
}

std::string outcome(const Line& line) {
  return line.at.incomplete.empty() ? "" : std::string(outcome_name(line.at.incomplete.front().outcome));
}

std::string message(const Line& line) {
  return line.at.incomplete.empty() ? "" : line.at.incomplete.front().message;
}

std::string slowdown_reason(const Line& line) {
  return line.at.workers == 1 ? "" : line.at.slowdown.ratio.reason;
}

std::string instructions_per_cycle(const Line& line) {
  const auto& cycles = line.at.per_iteration[PhaseMetric::cycles];
  const auto& instructions = line.at.per_iteration[PhaseMetric::instructions];
  return cycles && instructions && *cycles > 0 ? number(*instructions / *cycles) : "";
}

template <Phase phase>
std::string phase_ns(const Line& line) {
  return number(line.at.phase_ns.at(static_cast<std::size_t>(phase)));
}

// Both empty for a run that is in no store.
std::string run_number(const Line& line) {
  const RunLabel& label = line.findings.label;
  return label.number == 0 ? "" : fmt::format("{}", label.number);
}

std::string run_started(const Line& line) {
  const RunLabel& label = line.findings.label;
  return label.number == 0 ? "" : utc_time_text(label.started_at_unix_ns);
}

struct Field {
  const char* name;
  std::string (*value)(const Line&);
};

// What the line is about; a column for each factor follows, then what was measured.
constexpr Field subject[] = {
    {"experiment", [](const Line& l) { return l.findings.run.experiment; }},
    {"run", run_number},
    {"run_started", run_started},
    {"kernel", [](const Line& l) { return l.table.kernel; }},
    {"size_elements", [](const Line& l) { return fmt::format("{}", l.table.size); }},
    {"layout", [](const Line& l) { return l.row.layout; }},
    {"allocator", [](const Line& l) { return l.row.allocator; }},
    {"allocator_version", [](const Line& l) { return build_of(l).version; }},
    {"library_path", [](const Line& l) { return build_of(l).library_path; }},
    {"baseline", [](const Line& l) { return yes_no(l.row.baseline); }},
    {"twin", [](const Line& l) { return yes_no(l.row.twin); }},
};
constexpr Field measured[] = {
    {"iterations", [](const Line& l) { return fmt::format("{}", l.table.iterations); }},
    {"estimand", [](const Line& l) { return estimand_name(l.table.estimand); }},
    {"design", [](const Line& l) { return std::string(design_name(l.table.design)); }},
    {"workers", [](const Line& l) { return fmt::format("{}", l.at.workers); }},
    {"capacity_cpus", [](const Line& l) { return fmt::format("{}", l.findings.run.capacity); }},
    {"trials_complete", [](const Line& l) { return fmt::format("{}", l.at.complete); }},
    {"trials_incomplete", [](const Line& l) { return fmt::format("{}", incomplete_trials(l.at)); }},
    {"outcome", outcome},
    {"message", message},
    {"time_ns", [](const Line& l) { return number(l.at.time_ns.value); }},
    {"time_low_ns", [](const Line& l) { return low(l.at.time_ns); }},
    {"time_high_ns", [](const Line& l) { return high(l.at.time_ns); }},
    {"time_blocks", [](const Line& l) { return fmt::format("{}", l.at.time_ns.blocks); }},
    {"time_absent_because", [](const Line& l) { return l.at.time_ns.reason; }},
    {"slowdown_ratio", [](const Line& l) { return number(l.at.slowdown.ratio.value); }},
    {"slowdown_low_ratio", [](const Line& l) { return low(l.at.slowdown.ratio); }},
    {"slowdown_high_ratio", [](const Line& l) { return high(l.at.slowdown.ratio); }},
    {"slowdown_blocks", [](const Line& l) { return fmt::format("{}", l.at.slowdown.ratio.blocks); }},
    {"slowdown_blocks_left_out", [](const Line& l) { return fmt::format("{}", l.at.slowdown.left_out); }},
    {"slowdown_absent_because", slowdown_reason},
    {"per_cpu_share_ratio", [](const Line& l) { return number(per_cpu_share(l.at).value); }},
    {"per_cpu_share_low_ratio", [](const Line& l) { return low(per_cpu_share(l.at)); }},
    {"per_cpu_share_high_ratio", [](const Line& l) { return high(per_cpu_share(l.at)); }},
    {"verdict", [](const Line& l) { return slowdown_name(l.at.judged()); }},
    {"detectable_change_ratio", [](const Line& l) { return number(l.at.judged().detectable); }},
    {"minor_faults_per_iteration",
     [](const Line& l) { return number(l.at.per_iteration[PhaseMetric::minor_faults]); }},
    {"minor_faults_iteration_0", [](const Line& l) { return number(l.at.cold_minor_faults); }},
    {"cpu_time_ns", [](const Line& l) { return number(l.at.per_iteration[PhaseMetric::cpu_ns]); }},
    {"peak_memory_bytes", [](const Line& l) { return number(l.at.peak_bytes); }},
    {"cycles_per_iteration", [](const Line& l) { return number(l.at.per_iteration[PhaseMetric::cycles]); }},
    {"instructions_per_cycle", instructions_per_cycle},
    {"llc_misses_per_iteration",
     [](const Line& l) { return number(l.at.per_iteration[PhaseMetric::llc_misses]); }},
    {"dtlb_misses_per_iteration",
     [](const Line& l) { return number(l.at.per_iteration[PhaseMetric::dtlb_misses]); }},
    {"stalled_cycles_per_iteration",
     [](const Line& l) { return number(l.at.per_iteration[PhaseMetric::stalled_cycles]); }},
    {"flags_with_trials", [](const Line& l) { return flags_text(l.at); }},
    {"robust_slowdown_ratio", [](const Line& l) { return robust(l.at.slowdown); }},
    {"robust_slowdown_low_ratio", [](const Line& l) { return robust_low(l.at.slowdown); }},
    {"robust_slowdown_high_ratio", [](const Line& l) { return robust_high(l.at.slowdown); }},
    {"p_value", [](const Line& l) { return number(l.at.judged().p_value); }},
    {"adjusted_p_value", [](const Line& l) { return number(l.at.judged().adjusted_p); }},
    {"time_kind", [](const Line& l) { return time_kind(l.at); }},
    {"elapsed_ns", [](const Line& l) { return number(l.at.elapsed_ns.value); }},
    {"elapsed_slowdown_ratio", [](const Line& l) { return number(l.at.elapsed_slowdown.value); }},
    {"waiting_share", [](const Line& l) { return number(l.at.waiting_share); }},
    {"build_elapsed_ns", phase_ns<Phase::build>},
    {"operate_elapsed_ns", phase_ns<Phase::operate>},
    {"teardown_elapsed_ns", phase_ns<Phase::teardown>},
    {"low_mode_ns", [](const Line& l) { return l.at.modes ? number(l.at.modes->low) : ""; }},
    {"high_mode_ns", [](const Line& l) { return l.at.modes ? number(l.at.modes->high) : ""; }},
    {"low_mode_share", [](const Line& l) { return l.at.modes ? number(l.at.modes->low_share()) : ""; }},
    {"low_mode_minor_faults", [](const Line& l) { return l.at.modes ? number(l.at.modes->low_faults) : ""; }},
    {"high_mode_minor_faults",
     [](const Line& l) { return l.at.modes ? number(l.at.modes->high_faults) : ""; }},
    {"settled_from_iteration",
     [](const Line& l) { return l.table.settled_from ? fmt::format("{}", *l.table.settled_from) : ""; }},
    {"settling_ns", [](const Line& l) { return number(l.at.settling_ns); }},
};

// The columns of one cost, "cost_of_allocator" before each name. A cost is a matter of the time alone: the
// lines of several workers have none.
struct CostField {
  const char* name;
  std::string (*value)(const Cost&);
};

constexpr CostField cost_fields[] = {
    {"_against", [](const Cost& c) { return c.against; }},
    {"_ratio", [](const Cost& c) { return number(c.effect.ratio.value); }},
    {"_low_ratio", [](const Cost& c) { return low(c.effect.ratio); }},
    {"_high_ratio", [](const Cost& c) { return high(c.effect.ratio); }},
    {"_verdict", [](const Cost& c) { return cost_name(c.effect); }},
    {"_detectable_change_ratio", [](const Cost& c) { return number(c.effect.detectable); }},
    {"_robust_ratio", [](const Cost& c) { return robust(c.effect); }},
    {"_robust_low_ratio", [](const Cost& c) { return robust_low(c.effect); }},
    {"_robust_high_ratio", [](const Cost& c) { return robust_high(c.effect); }},
    {"_p_value", [](const Cost& c) { return number(c.effect.p_value); }},
    {"_adjusted_p_value", [](const Cost& c) { return number(c.effect.adjusted_p); }},
    {"_absent_because", [](const Cost& c) { return c.effect.ratio.value ? "" : c.effect.ratio.reason; }},
};

// Calls put(column's name, value) for each of them.
template <class Put>
void each_cost(const Costs& costs, Put put) {
  for (std::size_t of = 0; of < costs_of.size(); ++of)
    for (const CostField& field : cost_fields)
      put(fmt::format("cost_of_{}{}", costs_of.at(of), field.name),
          field.value(costs[static_cast<CostOf>(of)]));
}

// The metrics whose values stand in the columns above, under names of their own.
constexpr std::array phases_above = {
    PhaseMetric::wall_ns,    PhaseMetric::cpu_ns,      PhaseMetric::minor_faults,  PhaseMetric::cycles,
    PhaseMetric::llc_misses, PhaseMetric::dtlb_misses, PhaseMetric::stalled_cycles};
constexpr std::array workers_above = {WorkerMetric::peak_bytes};
constexpr std::array<TrialMetric, 0> trials_above = {};

// Calls put(info, mean, suffix of the column's name) for each metric of one list that is not above.
template <class Infos, class Means, class Above, class Put>
void each_below(const Infos& infos, const Means& means, const Above& above, const char* suffix, Put put) {
  for (std::size_t i = 0; i < infos.size(); ++i) {
    const bool is_above = std::any_of(above.begin(), above.end(),
                                      [&](auto metric) { return static_cast<std::size_t>(metric) == i; });
    if (!is_above) put(infos[i], means.at(i), suffix);
  }
}

constexpr std::array published_columns = {"published_slowdown_least_ratio", "published_slowdown_most_ratio"};

// Calls put(value) for each of published_columns.
template <class Put>
void each_published(const Line& line, Put put) {
  const std::vector<double> slowdowns =
      published_slowdowns(line.findings, line.table.kernel, line.at.workers);
  const auto [least, most] = std::minmax_element(slowdowns.begin(), slowdowns.end());
  put(slowdowns.empty() ? "" : number(*least));
  put(slowdowns.empty() ? "" : number(*most));
}

// All metrics that have no column above: they follow from the lists in metric.hpp.
template <class Put>
void each_metric_below(const AtWorkers& at, Put put) {
  each_below(phase_metrics, at.per_iteration, phases_above, "_per_iteration", put);
  each_below(worker_metrics, at.per_worker, workers_above, "", put);
  each_below(trial_metrics, at.per_trial, trials_above, "", put);
}

void put_line(std::string& text, const Line& line) {
  bool first = true;
  const auto put = [&](const std::string& value) {
    if (!first) text += ',';
    text += csv_field(value);
    first = false;
  };
  for (const Field& field : subject) put(field.value(line));
  for (const Factor& factor : factors()) put(std::string(level_of(factor, line.row.cell)));
  for (const Field& field : measured) put(field.value(line));
  each_cost(line.at.workers == 1 ? line.row.costs : Costs{},
            [&](const std::string&, const std::string& value) { put(value); });
  each_metric_below(
      line.at, [&](const MetricInfo&, const std::optional<double>& mean, const char*) { put(number(mean)); });
  if (!line.findings.run.published.empty()) each_published(line, put);
  text += "\r\n";
}

std::string render_csv(const Report& report, const TerminalStyle&) {
  const Findings& findings = report.findings;
  std::string text;
  for (const Field& field : subject) text += (text.empty() ? "" : ",") + std::string(field.name);
  for (const Factor& factor : factors()) text += "," + std::string(factor.name);
  for (const Field& field : measured) text += "," + std::string(field.name);
  each_cost({}, [&](const std::string& name, const std::string&) { text += "," + name; });
  each_metric_below({}, [&](const MetricInfo& info, const std::optional<double>&, const char* suffix) {
    text += "," + std::string(info.name) + suffix;
  });
  if (!findings.run.published.empty())
    for (const char* column : published_columns) text += fmt::format(",{}", column);
  text += "\r\n";
  each_line(findings, [&](const Line& line) { put_line(text, line); });
  return text;
}

}  // namespace

extern const Format csv;
const Format csv = {"csv", "csv", "one tidy table at full precision, for other programs", &render_csv};

}  // namespace allocscale::formats
