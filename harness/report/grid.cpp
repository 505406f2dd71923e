#include "harness/report/grid.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "harness/base/quantity.hpp"
#include "harness/report/finding_line.hpp"
#include "harness/report/number_text.hpp"
#include "harness/report/wording.hpp"

namespace allocscale {
namespace {

// Puts few words on a line, so that many flags make the row higher and not the table wider.
std::string packed(const std::vector<std::string>& words) {
  constexpr std::size_t widest = 28;
  std::string text;
  std::size_t used = 0;
  for (const std::string& word : words) {
    const bool fits = used + 2 + word.size() <= widest;
    if (!text.empty()) text += fits ? ", " : ",\n";
    used = text.empty() || !fits ? word.size() : used + 2 + word.size();
    text += word;
  }
  return text;
}

// Whether a row of a table that settles did not settle: it kept changing to its last iteration.
bool has_unsettled_row(const KernelTable& table) {
  const auto unsettled = [](const AtWorkers& at) { return at.settling_ns && !at.time_ns.value; };
  return table.settled_from && std::any_of(table.rows.begin(), table.rows.end(), [&](const Row& row) {
           return unsettled(row.alone) || std::any_of(row.together.begin(), row.together.end(), unsettled);
         });
}

// "time, iteration 1" or "time, iterations 1 to 2": those before the table's settled ones. Of a row that did
// not settle they are all but the cold one.
std::string settling_head(const KernelTable& table) {
  if (has_unsettled_row(table)) return "time before it settled";
  const int last = table.settled_from.value_or(table.iterations) - 1;
  return last == 1 ? "time, iteration 1" : fmt::format("time, iterations 1 to {}", last);
}

std::string metric_text(const MetricInfo& info, const std::optional<double>& value) {
  if (info.unit == "ns") return duration_text(value);
  return info.unit == "bytes" ? bytes_text(value) : count_text(value);
}

// Columns and cells are made in the same order, so that a head always matches the cells under it.
class GridBuilder {
 public:
  GridBuilder(const KernelTable& table, const Findings& findings, bool wide)
      : table_(table), findings_(findings), wide_(wide) {}

  Grid build() {
    grid_.keys = 2;
    grid_.rows.resize(table_.rows.size());
    column("", table_.kind == KernelKind::program ? "variant" : "layout", false,
           [](const Row& row) { return row.layout; });
    column("", "allocator", false, allocator_text);
    column("alone", "time", false, [](const Row& row) { return time_text(row.alone); });
    for (std::size_t level = 0; level < table_.workers.size(); ++level) add_level(level);
    column("", "flags", false, [](const Row& row) { return packed(flag_words(row)); });
    for (const CostOf of : costs_told(table_)) add_cost(of);
    if (!table_.cold.empty()) add_cold(table_.cold.front());
    if (any_row([](const AtWorkers& at) { return at.settling_ns.has_value(); }))
      add_quantity(settling_head(table_), false,
                   [](const AtWorkers& at) { return duration_text(at.settling_ns); });
    if (any_row([](const AtWorkers& at) { return at.waiting_share.has_value(); }))
      add_quantity("elapsed time", false,
                   [](const AtWorkers& at) { return duration_text(at.elapsed_ns.value); });
    if (wide_) add_phases();
    if (any_row([](const AtWorkers& at) { return at.flags.trials(QualityFlag::waited) > 0; }))
      add_quantity("waiting for a CPU", true, [](const AtWorkers& at) {
        return at.waiting_share ? percent_text(*at.waiting_share) : std::string(absent_text);
      });
    const bool cold = table_.estimand == Estimand::cold;
    if (!cold) add_phase_metric(PhaseMetric::minor_faults);
    add_quantity(table_.kind == KernelKind::program ? "minor faults" : "minor faults, iteration 0", true,
                 [](const AtWorkers& at) { return count_text(at.cold_minor_faults); });
    for (std::size_t i = 0; i < phase_metrics.size(); ++i)
      if (const auto metric = static_cast<PhaseMetric>(i); metric != PhaseMetric::minor_faults)
        add_phase_metric(metric);
    add_metrics(worker_metrics, &AtWorkers::per_worker);
    add_metrics(trial_metrics, &AtWorkers::per_trial);
    add_quantity("peak memory per worker", true,
                 [](const AtWorkers& at) { return bytes_text(at.peak_bytes); });
    add_memory("memory left after the task", WorkerMetric::proportional_bytes);
    add_memory("kept by the allocator", WorkerMetric::allocator_retained_bytes);
    return std::move(grid_);
  }

 private:
  template <class Text>
  void column(const std::string& group, const std::string& name, bool right, Text text) {
    toned_column(group, name, right, [&](const Row& row) { return GridCell{text(row), Tone::plain}; });
  }

  template <class Cell>
  void toned_column(const std::string& group, const std::string& name, bool right, Cell cell) {
    grid_.columns.push_back({prefix_ + group, name, right});
    for (std::size_t i = 0; i < rows_->size(); ++i) grid_.rows[i].push_back(cell((*rows_)[i]));
  }

  // The same comparison at iteration 0: times, slowdowns and costs.
  void add_cold(const KernelTable& cold) {
    rows_ = &cold.rows;
    prefix_ = "cold: ";
    column("alone", "time", false, [](const Row& row) { return time_text(row.alone); });
    for (std::size_t level = 0; level < table_.workers.size(); ++level) add_level(level);
    for (const CostOf of : costs_told(table_)) add_cost(of);
    rows_ = &table_.rows;
    prefix_.clear();
  }

  // Whether it holds of one row at one number of workers.
  template <class Holds>
  [[nodiscard]] bool any_row(Holds holds) const {
    return std::any_of(table_.rows.begin(), table_.rows.end(), [&](const Row& row) {
      return holds(row.alone) || std::any_of(row.together.begin(), row.together.end(), holds);
    });
  }

  void add_level(std::size_t level) {
    const int workers = table_.workers[level];
    const std::string group = workers_text(workers, findings_.run.capacity);
    column(group, "time", false, [&](const Row& row) { return time_text(row.together[level]); });
    column(group, "slowdown (95 %)", false,
           [&](const Row& row) { return ratio_text(row.together[level].slowdown.ratio); });
    if (workers > findings_.run.capacity)
      column(group, "per CPU share (95 %)", false,
             [&](const Row& row) { return ratio_text(row.together[level].judged().ratio); });
    toned_column(group, "verdict", false, [&](const Row& row) {
      const Effect& effect = row.together[level].judged();
      if (!has_verdict(effect)) return GridCell{absent_text, Tone::plain};
      return GridCell{slowdown_word(effect), slowdown_tone(effect)};
    });
  }

  // The twin, which is compared with the baseline only, stands in the first of these groups.
  void add_cost(CostOf of) {
    const bool first = of == costs_told(table_).front();
    const auto cost_of = [of, first](const Row& row) -> const Cost& {
      return row.costs[row.twin && first ? CostOf::twin : of];
    };
    const std::string group = (prefix_.empty() ? "alone, against " : "against ") + reference_text(table_, of);
    column(group, "difference (95 %)", false, [&](const Row& row) -> std::string {
      if (row.twin && !first) return "";
      if (of == CostOf::twin && row.baseline) return "reference";
      const Cost& cost = cost_of(row);
      if (cost.reference) return "reference";
      return change_text(cost.effect.ratio) +
             (cost.other_reference.empty() ? "" : ",\nagainst " + cost.other_reference);
    });
    column(group, "verdict", false, [&](const Row& row) -> std::string {
      const Cost& cost = cost_of(row);
      if (has_verdict(cost.effect)) return cost_word(cost.effect);
      const bool told = cost.reference || (row.twin && !first) || (of == CostOf::twin && row.baseline);
      return told ? "" : absent_text;
    });
  }

  // Nothing for a phase that no row has.
  void add_phases() {
    for (std::size_t phase = 0; phase < phase_names.size(); ++phase) {
      const auto time = [phase](const AtWorkers& at) { return at.phase_ns.at(phase); };
      if (any_row([&](const AtWorkers& at) { return time(at).has_value(); }))
        add_quantity(std::string(phase_names[phase]) + ", elapsed", false,
                     [&](const AtWorkers& at) { return duration_text(time(at)); });
    }
  }

  // Nothing for a metric that has no heading.
  void add_phase_metric(PhaseMetric metric) {
    const MetricInfo& info = metric_info(metric);
    if (info.heading.empty()) return;
    const bool cold = table_.estimand == Estimand::cold;
    const std::string per = table_.kind == KernelKind::program ? "" : cold ? ", iteration 0" : "/iteration";
    add_quantity(std::string(info.heading) + per, true, [&](const AtWorkers& at) {
      if (at.modes && metric == PhaseMetric::minor_faults) return mode_faults_text(*at.modes);
      return metric_text(info, at.per_iteration[metric]);
    });
  }

  template <class Infos, class Means>
  void add_metrics(const Infos& infos, Means AtWorkers::*means) {
    for (std::size_t i = 0; i < infos.size(); ++i)
      if (!infos[i].heading.empty())
        add_quantity(std::string(infos[i].heading), true,
                     [&](const AtWorkers& at) { return metric_text(infos[i], (at.*means).at(i)); });
  }

  // The price of keeping memory. Nothing where no row has it.
  void add_memory(const std::string& group, WorkerMetric metric) {
    if (any_row([metric](const AtWorkers& at) { return at.per_worker[metric].has_value(); }))
      add_quantity(group, true, [metric](const AtWorkers& at) { return bytes_text(at.per_worker[metric]); });
  }

  template <class Text>
  void add_quantity(const std::string& group, bool right, Text text) {
    column(group, "alone", right, [&](const Row& row) { return text(row.alone); });
    for (std::size_t level = 0; level < table_.workers.size(); ++level)
      column(group, workers_text(table_.workers[level], findings_.run.capacity), right,
             [&](const Row& row) { return text(row.together[level]); });
  }

  const KernelTable& table_;
  const Findings& findings_;
  bool wide_;
  const std::vector<Row>* rows_ = &table_.rows;  // of the columns that are being made
  std::string prefix_;                           // of their groups
  Grid grid_;
};

}  // namespace

Grid kernel_grid(const KernelTable& table, const Findings& findings, bool wide) {
  return GridBuilder(table, findings, wide).build();
}

namespace {

bool is_oversubscribed(const OverviewRow& row) {
  return std::any_of(row.slowdown.begin(), row.slowdown.end(),
                     [](const auto& at) { return at && at->oversubscribed; });
}

}  // namespace

Grid overview_grid(const Overview& overview) {
  Grid grid;
  grid.keys = 2;
  grid.columns = {{"", "kernel", false}, {"", "allocator", false}, {"", "workers", true}};
  for (const std::string& layout : overview.layouts) {
    grid.columns.push_back({layout, "slowdown (95 %)", false});
    grid.columns.push_back({layout, "verdict", false});
  }
  for (const OverviewRow& row : overview.rows) {
    std::vector<GridCell> cells = {
        {row.size == 0 ? row.kernel
                       : fmt::format("{} {}", row.kernel, format_count(static_cast<double>(row.size))),
         Tone::plain},
        {named_setting(row.allocator, row.setting), Tone::plain},
        {fmt::format("{}{}", row.workers, is_oversubscribed(row) ? "*" : ""), Tone::plain}};
    for (const auto& at : row.slowdown) {
      const bool there = at && at->judged().ratio.value;
      cells.push_back({there ? ratio_text(at->judged().ratio)
                       : at  ? at->slowdown.ratio.reason
                             : absent_text,
                       Tone::plain});
      if (at && has_verdict(at->judged()))
        cells.push_back({slowdown_word(at->judged()), slowdown_tone(at->judged())});
      else
        cells.push_back({absent_text, Tone::plain});
    }
    grid.rows.push_back(std::move(cells));
  }
  return grid;
}

Raised raised_by(const Row& row, QualityFlag flag) {
  const bool of_incomplete = flag == QualityFlag::failed_trials || flag == QualityFlag::skipped_trials;
  Raised raised;
  const auto add = [&](const AtWorkers& at) {
    raised.trials += at.flags.trials(flag);
    raised.of += at.complete;
    if (of_incomplete) raised.of += incomplete_trials(at);
  };
  add(row.alone);
  for (const AtWorkers& at : row.together) add(at);
  return raised;
}

bool is_of_cell(QualityFlag flag) {
  return flag == QualityFlag::few_blocks || flag == QualityFlag::oversubscribed ||
         flag == QualityFlag::tail_sensitive;
}

std::vector<std::string> flag_words(const Row& row) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < quality_flags.size(); ++i) {
    const auto flag = static_cast<QualityFlag>(i);
    const Raised raised = raised_by(row, flag);
    if (raised.trials == 0) continue;
    const std::string name(quality_flag_info(flag).name);
    words.push_back(is_of_cell(flag) ? name : fmt::format("{} {}/{}", name, raised.trials, raised.of));
  }
  return words;
}

std::string allocator_text(const Row& row) {
  return named_setting(row.allocator, row.setting) + (row.twin ? " (twin)" : "");
}

std::string row_text(const Row& row) { return row.layout + " " + allocator_text(row); }

std::string named_setting(const std::string& name, const std::string& setting) {
  return setting.empty() ? name : name + ", " + setting;
}

}  // namespace allocscale
