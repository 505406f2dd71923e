#include "harness/analysis/trials_at_workers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "harness/analysis/false_discovery.hpp"
#include "harness/analysis/running_time.hpp"
#include "harness/analysis/task_time.hpp"
#include "harness/base/median.hpp"
#include "harness/base/plural.hpp"

namespace allocscale {
namespace {

// One value of each complete trial. Empty as soon as one trial lacks it: a mean over those that happen to
// have it would be another quantity.
template <class ValueOf>
std::vector<double> column(const TrialsAtWorkers& trials, ValueOf value_of) {
  std::vector<double> values;
  for (const auto& [place, facts] : trials.complete) {
    const std::optional<double>& value = value_of(facts);
    if (!value) return {};
    values.push_back(*value);
  }
  return values;
}

// The means over trials of every metric of one list.
template <class Means>
Means means_over_trials(const TrialsAtWorkers& trials, Means TrialFacts::*member) {
  Means means;
  for (std::size_t i = 0; i < Means::size; ++i)
    means.at(i) = mean_of(column(
        trials, [&](const TrialFacts& facts) -> const auto& { return (facts.*member).at(i); }));
  return means;
}

// The geometric mean; absent without values, and where one is not above zero.
std::optional<double> geometric_mean(std::vector<double> values) {
  for (double& value : values) {
    if (!(value > 0)) return std::nullopt;
    value = std::log(value);
  }
  const auto mean = mean_of(values);
  return mean ? std::optional(std::exp(*mean)) : std::nullopt;
}

std::string why_no_time(const TrialsAtWorkers& trials) {
  if (!trials.complete.empty() && trials.iterations.measured.empty())
    return fmt::format("not settled within {}", plural(trials.cell.iterations, "iteration"));
  if (!trials.complete.empty()) return "no time reported";
  if (!trials.incomplete.empty()) return std::string(outcome_name(trials.incomplete.front().outcome));
  return "not measured";
}

FlagCounts count_flags(const TrialsAtWorkers& trials, int blocks) {
  FlagCounts counts;
  for (const auto& [place, facts] : trials.complete) counts.add(facts.flags);
  if (!trials.complete.empty() && blocks < blocks_for_verdict)
    counts.raise(QualityFlag::few_blocks, static_cast<int>(trials.complete.size()));
  for (const Incomplete& incomplete : trials.incomplete)
    counts.raise(is_skip(incomplete.outcome) ? QualityFlag::skipped_trials : QualityFlag::failed_trials,
                 incomplete.trials);
  return counts;
}

// A block is one number: sub-blocks that repeat the cell are averaged, as in a pair.
Contrast block_means(const Series& series) {
  Series zero;
  for (const auto& [place, value] : series) zero[place] = 0;
  return paired(series, zero);
}

}  // namespace

TrialFacts trial_facts(const StoredTrial& trial, const Cell& cell, const CellIterations& iterations,
                       int capacity, bool disturbed) {
  const TrialResult& result = trial.result;
  TrialFacts facts;
  facts.per_iteration = trial_means(result, iterations.measured);
  for (std::size_t phase = 0; phase < phase_names.size(); ++phase)
    facts.phase_ns.at(phase) =
        phase_value(result, static_cast<Phase>(phase), PhaseMetric::wall_ns, iterations.measured);
  const TimeParts parts = time_parts(facts.per_iteration);
  const bool running = judges_running_time(cell, capacity);
  facts.time_ns = judged_time(parts, running);
  facts.settling_ns = judged_time(time_parts(result, iterations.settling), running);
  if (running) facts.waiting_share = waiting_share(parts);
  facts.cold_minor_faults = trial_value(result, PhaseMetric::minor_faults, cold_iteration);
  facts.per_worker = worker_means(result);
  for (std::size_t i = 0; i < TrialMeans::size; ++i)
    if (const auto& reading = result.readings.at(i)) facts.per_trial.at(i) = static_cast<double>(*reading);
  facts.peak_bytes = largest_peak(result);
  facts.flags = stored_flags(trial, cell, iterations.measured, capacity, disturbed);
  return facts;
}

void TrialsAtWorkers::add(const StoredTrial& trial, int capacity, bool disturbed) {
  const TrialResult& result = trial.result;
  if (result.outcome == Outcome::complete) {
    complete[{trial.planned.block, trial.planned.sub_block}] =
        trial_facts(trial, cell, iterations, capacity, disturbed);
    return;
  }
  const auto same = std::find_if(incomplete.begin(), incomplete.end(),
                                 [&](const Incomplete& one) { return one.outcome == result.outcome; });
  if (same == incomplete.end())
    incomplete.push_back({result.outcome, 1, result.message});
  else
    ++same->trials;
}

namespace {

// ln of one time of each trial, where it has one.
template <class TimeOf>
Series log_series(const std::map<Place, TrialFacts>& trials, TimeOf time_of) {
  Series series;
  for (const auto& [place, facts] : trials)
    if (const std::optional<double>& time_ns = time_of(facts); time_ns && *time_ns > 0)
      series[place] = std::log(*time_ns);
  return series;
}

}  // namespace

Series TrialsAtWorkers::log_times() const {
  return log_series(
      complete, [](const TrialFacts& facts) -> const auto& { return facts.time_ns; });
}

Series TrialsAtWorkers::log_elapsed() const {
  return log_series(
      complete,
      [](const TrialFacts& facts) -> const auto& { return facts.per_iteration[PhaseMetric::wall_ns]; });
}

namespace {

// The modes of the trials' times, with the faults of each.
std::optional<Modes> modes_of(const TrialsAtWorkers& trials) {
  std::optional<Modes> modes = two_modes(values_of(trials.log_times()));
  if (!modes) return modes;
  std::vector<std::pair<double, double>> faults;  // by time
  for (const auto& [place, facts] : trials.complete)
    if (const auto& count = facts.per_iteration[PhaseMetric::minor_faults]; facts.time_ns && count)
      faults.emplace_back(*facts.time_ns, *count);
  if (static_cast<int>(faults.size()) != modes->count) return modes;
  std::sort(faults.begin(), faults.end());
  std::vector<double> low, high;
  for (const auto& [time, count] : faults)
    (static_cast<int>(low.size()) < modes->low_count ? low : high).push_back(count);
  modes->low_faults = mean_of(low);
  modes->high_faults = mean_of(high);
  return modes;
}

// Of launches of two kinds.
void refuse_means(AtWorkers& at, bool cold) {
  refuse_mean(at.time_ns);
  refuse_mean(at.elapsed_ns);
  at.settling_ns.reset();
  at.phase_ns = {};
  at.per_iteration = {};
  if (cold) at.cold_minor_faults.reset();
}

}  // namespace

AtWorkers describe_trials(const TrialsAtWorkers& trials, int capacity) {
  AtWorkers at;
  at.workers = trials.cell.workers;
  at.oversubscribed = trials.cell.workers > capacity;
  at.running = judges_running_time(trials.cell, capacity);
  at.complete = static_cast<int>(trials.complete.size());
  at.time_ns = ratio_estimate(block_means(trials.log_times()), why_no_time(trials));
  at.elapsed_ns = ratio_estimate(block_means(trials.log_elapsed()), why_no_time(trials));
  at.waiting_share = mean_of(column(
      trials, [](const TrialFacts& facts) -> const auto& { return facts.waiting_share; }));
  at.settling_ns = geometric_mean(column(
      trials, [](const TrialFacts& facts) -> const auto& { return facts.settling_ns; }));
  at.modes = modes_of(trials);
  for (std::size_t phase = 0; phase < phase_names.size(); ++phase)
    at.phase_ns.at(phase) = geometric_mean(column(
        trials, [phase](const TrialFacts& facts) -> const auto& { return facts.phase_ns.at(phase); }));
  at.per_iteration = means_over_trials(trials, &TrialFacts::per_iteration);
  at.per_iteration[PhaseMetric::cpu_ns] = geometric_mean(column(
      trials,
      [](const TrialFacts& facts) -> const auto& { return facts.per_iteration[PhaseMetric::cpu_ns]; }));
  at.cold_minor_faults = mean_of(column(
      trials, [](const TrialFacts& facts) -> const auto& { return facts.cold_minor_faults; }));
  at.per_worker = means_over_trials(trials, &TrialFacts::per_worker);
  at.per_trial = means_over_trials(trials, &TrialFacts::per_trial);
  if (const auto peaks = column(
          trials, [](const TrialFacts& f) -> const auto& { return f.peak_bytes; });
      !peaks.empty())
    at.peak_bytes = median(peaks);
  at.flags = count_flags(trials, at.time_ns.blocks);
  at.incomplete = trials.incomplete;
  if (at.modes) refuse_means(at, trials.iterations.measured == cold_iteration);
  return at;
}

namespace {

// Of ln ratios, back on their own scale.
RobustEstimate robust_exponential(RobustEstimate robust) {
  robust.estimate = std::exp(robust.estimate);
  if (robust.interval) robust.interval = exponential(*robust.interval);
  return robust;
}

}  // namespace

Estimate ratio_estimate(const Contrast& contrast, const std::string& missing) {
  const std::vector<double> values = contrast.values();
  Estimate estimate;
  estimate.blocks = static_cast<int>(values.size());
  if (const auto mean = mean_of(values)) estimate.value = std::exp(*mean);
  if (const auto interval = mean_interval(values, 0.95)) estimate.interval = exponential(*interval);
  if (values.empty())
    estimate.reason = missing;
  else if (!estimate.interval)
    estimate.reason = "one block: no interval";
  return estimate;
}

Effect effect_of(const Contrast& contrast, double margin, std::optional<double> least_deviation,
                 const std::string& missing) {
  Effect effect;
  effect.ratio = ratio_estimate(contrast, missing);
  effect.left_out = contrast.left_out;
  const std::vector<double> values = contrast.values();
  if (const auto robust = robust_estimate(values)) effect.robust = robust_exponential(*robust);
  effect.p_value = t_test_p(values);
  const Judgement judgement = judge(values, margin, least_deviation);
  effect.verdict = judgement.verdict;
  if (judgement.detectable) effect.detectable = std::expm1(*judgement.detectable);
  return effect;
}

void refuse_mean(Estimate& estimate) {
  if (!estimate.value) return;
  estimate.value.reset();
  estimate.interval.reset();
  estimate.reason = "launches of two kinds";
}

void refuse_mean(Effect& effect) {
  if (!effect.ratio.value) return;
  refuse_mean(effect.ratio);
  effect.verdict = Verdict::two_kinds;
  effect.detectable.reset();
  effect.robust.reset();
  effect.p_value.reset();
}

bool waited(const AtWorkers& at) { return at.waiting_share.value_or(0) > most_waiting_of_row; }

void withhold(Effect& effect) {
  if (!effect.ratio.value) return;
  effect.verdict = Verdict::busy;
  effect.p_value.reset();
  effect.detectable.reset();
}

}  // namespace allocscale
