#include "harness/analysis/fidelity.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "harness/analysis/measured_comparison.hpp"
#include "harness/analysis/pairing.hpp"
#include "harness/analysis/trials_at_workers.hpp"
#include "harness/base/contains.hpp"
#include "harness/base/median.hpp"

namespace allocscale {
namespace {

// A size class with less than this share of the calls and of the bytes has no rows.
constexpr double least_share = 0.05;

// The trials of the task and of its start-up, of one side of a pair, under one allocator.
struct Side {
  const Line* task = nullptr;
  const Line* start = nullptr;
};

// What was measured of a side, of one worker.
using ValueOf = const std::optional<double>& (*)(const TrialFacts&);

const std::optional<double>& task_time(const TrialFacts& facts) { return facts.time_ns; }
const std::optional<double>& peak_of(const TrialFacts& facts) { return facts.peak_bytes; }
const std::optional<double>& faults_of(const TrialFacts& facts) {
  return facts.per_iteration[PhaseMetric::minor_faults];
}

const Line* line_of_task(const std::vector<MeasuredComparison>& comparisons, const std::string& kernel,
                         std::uint64_t size, const std::string& layout, const std::string& allocator) {
  for (const MeasuredComparison& comparison : comparisons) {
    if (comparison.common.kernel != kernel || comparison.common.size != size) continue;
    for (const Line& line : comparison.lines)
      if (!line.twin && line.layout == layout && line.allocator == allocator) return &line;
  }
  return nullptr;
}

const TrialsAtWorkers* trials_at(const Line* line, int workers) {
  if (line == nullptr) return nullptr;
  const auto found = line->by_workers.find(workers);
  return found == line->by_workers.end() ? nullptr : &found->second;
}

// Of each block the mean of its trials; blocks without the value are left out.
BlockValues by_block(const TrialsAtWorkers* trials, ValueOf value_of) {
  std::map<int, std::pair<double, int>> sums;
  if (trials != nullptr)
    for (const auto& [place, facts] : trials->complete)
      if (const std::optional<double>& value = value_of(facts)) {
        sums[place.block].first += *value;
        ++sums[place.block].second;
      }
  BlockValues means;
  for (const auto& [block, sum] : sums) means[block] = sum.first / sum.second;
  return means;
}

std::optional<double> median_over_blocks(const TrialsAtWorkers* trials, ValueOf value_of) {
  std::vector<double> values;
  for (const auto& [block, value] : by_block(trials, value_of)) values.push_back(value);
  return values.empty() ? std::nullopt : std::optional(median(values));
}

// The task's value less that of its start-up, alone.
std::optional<double> less_start_up(const Side& side, ValueOf value_of) {
  const auto task = median_over_blocks(trials_at(side.task, 1), value_of);
  const auto start = median_over_blocks(trials_at(side.start, 1), value_of);
  return task && start ? std::optional(*task - *start) : std::nullopt;
}

// Why the pair has no value: the outcome of the first of its four kinds of trials that has only incomplete
// ones.
std::string why_absent(const Side& model, const Side& program) {
  for (const Line* line : {model.task, model.start, program.task, program.start})
    if (const TrialsAtWorkers* const alone = trials_at(line, 1);
        alone != nullptr && alone->complete.empty() && !alone->incomplete.empty())
      return std::string(outcome_name(alone->incomplete.front().outcome));
  return "not measured";
}

bool within_margin(double ratio) { return std::abs(ratio - 1) <= fidelity_margin; }

// Fills in ratio and verdict of two exact totals; `unknown` is what start-up leaves unknown of them.
void judge_totals(FidelityRow& row, std::optional<double> model, std::optional<double> program,
                  std::uint64_t size, double unknown) {
  if (!model || !program || size == 0) return;
  row.model = *model / static_cast<double>(size);
  row.program = *program / static_cast<double>(size);
  if (*model > 0 && *program > 0) row.ratio = *model / *program;
  if (row.ratio && within_margin(*row.ratio))
    row.verdict = FidelityVerdict::pass;
  else
    row.verdict = std::abs(*model - *program) <= unknown ? FidelityVerdict::small : FidelityVerdict::fail;
}

// The task's time less that of its start-up, of each block that has both and where the task took longer.
BlockValues task_times(const Side& side, int workers) {
  const BlockValues start = by_block(trials_at(side.start, workers), task_time);
  BlockValues times;
  for (const auto& [block, time] : by_block(trials_at(side.task, workers), task_time))
    if (const auto own = start.find(block); own != start.end() && time > own->second)
      times[block] = time - own->second;
  return times;
}

// ln of T(P)/T(1), of each block that has both.
BlockValues log_slowdowns(const Side& side, int workers) {
  const BlockValues alone = task_times(side, 1);
  BlockValues logs;
  for (const auto& [block, time] : task_times(side, workers))
    if (const auto own = alone.find(block); own != alone.end()) logs[block] = std::log(time / own->second);
  return logs;
}

std::vector<double> values_in_order(const BlockValues& by_block) {
  std::vector<double> values;
  for (const auto& [block, value] : by_block) values.push_back(value);
  return values;
}

std::optional<double> exp_mean(const BlockValues& logs) {
  const auto mean = mean_of(values_in_order(logs));
  return mean ? std::optional(std::exp(*mean)) : std::nullopt;
}

bool any_waited(const Side& side, int workers, int capacity) {
  for (const Line* line : {side.task, side.start})
    for (const int at : {1, workers})
      if (const TrialsAtWorkers* const trials = trials_at(line, at);
          trials != nullptr && waited(describe_trials(*trials, capacity)))
        return true;
  return false;
}

FidelityVerdict verdict_of(const Interval& ratio) {
  const double low = 1 - fidelity_margin, high = 1 + fidelity_margin;
  if (low <= ratio.low && ratio.high <= high) return FidelityVerdict::pass;
  return ratio.high < low || high < ratio.low ? FidelityVerdict::fail : FidelityVerdict::open;
}

FidelityRow slowdown_row(const Side& model, const Side& program, int workers, int capacity) {
  FidelityRow row;
  row.quantity = FidelityQuantity::slowdown;
  row.workers = workers;
  const BlockValues of_model = log_slowdowns(model, workers);
  const BlockValues of_program = log_slowdowns(program, workers);
  BlockValues ratios;
  for (const auto& [block, value] : of_model)
    if (const auto other = of_program.find(block); other != of_program.end())
      ratios[block] = value - other->second;
  row.model = exp_mean(of_model);
  row.program = exp_mean(of_program);
  row.ratio = exp_mean(ratios);
  row.blocks = static_cast<int>(ratios.size());
  if (const auto interval = mean_interval(values_in_order(ratios), 0.95))
    row.interval = exponential(*interval);
  if (ratios.empty()) {
    row.reason = "no block has both";
    return row;
  }
  if (any_waited(model, workers, capacity) || any_waited(program, workers, capacity))
    row.verdict = FidelityVerdict::busy;
  else
    row.verdict =
        row.interval && row.blocks >= blocks_for_fidelity ? verdict_of(*row.interval) : FidelityVerdict::open;
  return row;
}

// The most workers within the capacity that the task was measured with; 1: no others.
int most_workers(const Side& side, int capacity) {
  int most = 1;
  if (side.task != nullptr)
    for (const auto& [workers, trials] : side.task->by_workers)
      if (workers <= capacity) most = std::max(most, workers);
  return most;
}

// In the order of the cells.
std::vector<std::string> allocators_of(const RunDescription& run, const FidelityPair& pair) {
  std::vector<std::string> names;
  for (const Cell& cell : run.cells) {
    const bool is_side = (cell.kernel == pair.model && cell.layout == pair.layout) ||
                         (cell.kernel == pair.program && cell.layout == pair.variant);
    if (is_side && !contains(names, cell.allocator)) names.push_back(cell.allocator);
  }
  return names;
}

void add_measured_rows(const RunDescription& run, std::size_t number,
                       const std::vector<MeasuredComparison>& comparisons, Fidelity& fidelity) {
  const FidelityPair& pair = run.fidelity[number];
  const auto line = [&](const std::string& kernel, std::uint64_t size, const std::string& layout,
                        const std::string& allocator) {
    return line_of_task(comparisons, kernel, size, layout, allocator);
  };
  for (const std::string& allocator : allocators_of(run, pair)) {
    const Side model = {line(pair.model, pair.size, pair.layout, allocator),
                        line(pair.model, pair.start_size, pair.layout, allocator)};
    const Side program = {line(pair.program, 0, pair.variant, allocator),
                          line(pair.start_up, 0, pair.variant, allocator)};
    const auto add = [&](FidelityRow row) {
      row.pair = number;
      row.allocator = allocator;
      if (row.verdict == FidelityVerdict::absent && row.reason.empty())
        row.reason = why_absent(model, program);
      fidelity.rows.push_back(std::move(row));
    };
    const auto total = [&](FidelityQuantity quantity, ValueOf value_of, double unknown) {
      FidelityRow row;
      row.quantity = quantity;
      judge_totals(row, less_start_up(model, value_of), less_start_up(program, value_of), pair.size, unknown);
      add(std::move(row));
    };
    total(FidelityQuantity::peak_bytes, peak_of, unknown_bytes);
    total(FidelityQuantity::faults, faults_of, unknown_faults);
    if (const int workers = std::min(most_workers(model, run.capacity), most_workers(program, run.capacity));
        workers > 1)
      add(slowdown_row(model, program, workers, run.capacity));
    const auto per_element = [&](const Side& side) {
      std::optional<double> ns = less_start_up(side, task_time);
      if (ns && pair.size > 0) *ns /= static_cast<double>(pair.size);
      return ns;
    };
    fidelity.times.push_back({number, allocator, per_element(model), per_element(program)});
  }
}

// Calls and bytes asked for, by the most bytes of the size class.
struct Asked {
  double calls = 0;
  double bytes = 0;
};
using AskedByClass = std::map<std::uint64_t, Asked>;

const CountedLaunch* find_launch(const RunDescription& run, const std::string& kernel,
                                 const std::string& layout, std::uint64_t size) {
  for (const CountedLaunch& launch : run.counted)
    if (launch.kernel == kernel && launch.layout == layout && launch.size == size) return &launch;
  return nullptr;
}

void add_requests(const CountedLaunch& launch, double sign, AskedByClass& asked) {
  for (const RequestCount& count : launch.requests) {
    if (count.function == "free") continue;
    asked[count.most_bytes].calls += sign * static_cast<double>(count.calls);
    asked[count.most_bytes].bytes += sign * static_cast<double>(count.bytes);
  }
}

// Absent where one of the two launches was not counted.
std::optional<AskedByClass> asked_less_start_up(const CountedLaunch* task, const CountedLaunch* start) {
  if (task == nullptr || start == nullptr) return std::nullopt;
  AskedByClass asked;
  add_requests(*task, 1, asked);
  add_requests(*start, -1, asked);
  return asked;
}

Asked sum_of(const AskedByClass& asked) {
  Asked sum;
  for (const auto& [most_bytes, of_class] : asked) {
    sum.calls += of_class.calls;
    sum.bytes += of_class.bytes;
  }
  return sum;
}

bool carries(const Asked& part, const Asked& all) {
  return (part.calls > unknown_calls && part.calls >= least_share * all.calls) ||
         (part.bytes > unknown_requested_bytes && part.bytes >= least_share * all.bytes);
}

Asked of_class(const AskedByClass& asked, std::uint64_t most_bytes) {
  const auto found = asked.find(most_bytes);
  return found == asked.end() ? Asked{} : found->second;
}

void add_request_rows(const RunDescription& run, std::size_t number, Fidelity& fidelity) {
  const FidelityPair& pair = run.fidelity[number];
  const auto model = asked_less_start_up(find_launch(run, pair.model, pair.layout, pair.size),
                                         find_launch(run, pair.model, pair.layout, pair.start_size));
  const auto program = asked_less_start_up(find_launch(run, pair.program, pair.variant, 0),
                                           find_launch(run, pair.start_up, pair.variant, 0));
  const auto add = [&](std::optional<std::uint64_t> most_bytes, std::optional<Asked> of_model,
                       std::optional<Asked> of_program) {
    FidelityRow row;
    row.pair = number;
    row.most_bytes = most_bytes;
    if (!of_model || !of_program) row.reason = "not counted";
    FidelityRow bytes = row;
    row.quantity = FidelityQuantity::calls;
    bytes.quantity = FidelityQuantity::requested_bytes;
    if (of_model && of_program) {
      judge_totals(row, of_model->calls, of_program->calls, pair.size, unknown_calls);
      judge_totals(bytes, of_model->bytes, of_program->bytes, pair.size, unknown_requested_bytes);
    }
    fidelity.rows.push_back(std::move(row));
    fidelity.rows.push_back(std::move(bytes));
  };
  if (!model || !program) {
    add(std::nullopt, std::nullopt, std::nullopt);
    return;
  }
  const Asked all_of_model = sum_of(*model), all_of_program = sum_of(*program);
  add(std::nullopt, all_of_model, all_of_program);
  std::set<std::uint64_t> classes;
  for (const auto* side : {&*model, &*program})
    for (const auto& [most_bytes, asked] : *side) classes.insert(most_bytes);
  for (const std::uint64_t most_bytes : classes) {
    const Asked in_model = of_class(*model, most_bytes), in_program = of_class(*program, most_bytes);
    if (carries(in_model, all_of_model) || carries(in_program, all_of_program))
      add(most_bytes, in_model, in_program);
  }
}

}  // namespace

std::string_view fidelity_quantity_name(FidelityQuantity quantity) {
  constexpr std::string_view names[] = {"peak_bytes", "faults", "slowdown", "calls", "requested_bytes"};
  return names[static_cast<std::size_t>(quantity)];
}

std::string_view fidelity_verdict_name(FidelityVerdict verdict) {
  constexpr std::string_view names[] = {"PASS", "FAIL", "open", "small", "busy", "absent"};
  return names[static_cast<std::size_t>(verdict)];
}

Fidelity compare_models(const Dataset& dataset, const std::set<int>& disturbed) {
  Fidelity fidelity;
  if (dataset.run.fidelity.empty()) return fidelity;
  const std::vector<MeasuredComparison> comparisons = gather_comparisons(dataset, Estimand::cold, disturbed);
  for (std::size_t pair = 0; pair < dataset.run.fidelity.size(); ++pair) {
    add_measured_rows(dataset.run, pair, comparisons, fidelity);
    add_request_rows(dataset.run, pair, fidelity);
  }
  return fidelity;
}

}  // namespace allocscale
