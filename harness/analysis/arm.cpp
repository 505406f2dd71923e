#include "harness/analysis/arm.hpp"

#include <algorithm>
#include <cmath>

#include "harness/analysis/false_discovery.hpp"
#include "harness/analysis/task_time.hpp"

namespace allocscale {
namespace {

using Field = std::optional<double> TrialFacts::*;

// Absent as soon as one trial lacks it: a mean over those that happen to have it would be another quantity.
std::vector<double> column(const Arm& arm, Field field) {
  std::vector<double> values;
  for (const auto& [place, facts] : arm.complete) {
    if (!(facts.*field)) return {};
    values.push_back(*(facts.*field));
  }
  return values;
}

std::optional<double> median_of(std::vector<double> values) {
  if (values.empty()) return std::nullopt;
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

std::string why_no_time(const Arm& arm) {
  if (!arm.complete.empty()) return "no time reported";
  if (!arm.incomplete.empty()) return std::string(outcome_name(arm.incomplete.front().outcome));
  return "not measured";
}

FlagCounts count_flags(const Arm& arm, int blocks) {
  FlagCounts counts;
  for (const auto& [place, facts] : arm.complete) counts.add(facts.flags);
  if (!arm.complete.empty() && blocks < blocks_for_verdict)
    counts.raise(QualityFlag::few_blocks, static_cast<int>(arm.complete.size()));
  for (const Incomplete& incomplete : arm.incomplete)
    counts.raise(is_skip(incomplete.outcome) ? QualityFlag::skipped_trials : QualityFlag::failed_trials,
                 incomplete.trials);
  return counts;
}

// A block is one number: sub-blocks that repeat the arm are averaged, as in a pair.
Contrast block_means(const Series& series) {
  Series zero;
  for (const auto& [place, value] : series) zero[place] = 0;
  return paired(series, zero);
}

}  // namespace

TrialFacts trial_facts(const StoredTrial& trial, const Cell& cell, Estimand estimand, int capacity,
                       bool disturbed) {
  const TrialResult& result = trial.result;
  TrialFacts facts;
  facts.time_ns = trial_value(result, PhaseMetric::wall_ns, estimand);
  facts.cpu_ns = trial_value(result, PhaseMetric::cpu_ns, estimand);
  facts.minor_faults = trial_value(result, PhaseMetric::minor_faults, estimand);
  facts.cold_minor_faults = trial_value(result, PhaseMetric::minor_faults, Estimand::cold);
  facts.cycles = trial_value(result, PhaseMetric::cycles, estimand);
  facts.instructions = trial_value(result, PhaseMetric::instructions, estimand);
  facts.llc_misses = trial_value(result, PhaseMetric::llc_misses, estimand);
  facts.dtlb_misses = trial_value(result, PhaseMetric::dtlb_misses, estimand);
  facts.stalled_cycles = trial_value(result, PhaseMetric::stalled_cycles, estimand);
  facts.peak_bytes = largest_peak(result);
  facts.flags = stored_flags(trial, cell, estimand, capacity, disturbed);
  return facts;
}

void Arm::add(const StoredTrial& trial, Estimand estimand, int capacity, bool disturbed) {
  const TrialResult& result = trial.result;
  if (result.outcome == Outcome::complete) {
    complete[{trial.place.block, trial.place.sub_block}] =
        trial_facts(trial, cell, estimand, capacity, disturbed);
    return;
  }
  const auto same = std::find_if(incomplete.begin(), incomplete.end(),
                                 [&](const Incomplete& one) { return one.outcome == result.outcome; });
  if (same == incomplete.end())
    incomplete.push_back({result.outcome, 1, result.message});
  else
    ++same->trials;
}

Series Arm::log_times() const {
  Series series;
  for (const auto& [place, facts] : complete)
    if (facts.time_ns && *facts.time_ns > 0) series[place] = std::log(*facts.time_ns);
  return series;
}

AtWorkers describe_arm(const Arm& arm, int capacity) {
  AtWorkers at;
  at.workers = arm.cell.workers;
  at.oversubscribed = arm.cell.workers > capacity;
  at.complete = static_cast<int>(arm.complete.size());
  at.time_ns = ratio_estimate(block_means(arm.log_times()), why_no_time(arm));
  at.cpu_ns = mean_of(column(arm, &TrialFacts::cpu_ns));
  at.minor_faults = mean_of(column(arm, &TrialFacts::minor_faults));
  at.cold_minor_faults = mean_of(column(arm, &TrialFacts::cold_minor_faults));
  at.cycles = mean_of(column(arm, &TrialFacts::cycles));
  at.instructions = mean_of(column(arm, &TrialFacts::instructions));
  at.llc_misses = mean_of(column(arm, &TrialFacts::llc_misses));
  at.dtlb_misses = mean_of(column(arm, &TrialFacts::dtlb_misses));
  at.stalled_cycles = mean_of(column(arm, &TrialFacts::stalled_cycles));
  at.peak_bytes = median_of(column(arm, &TrialFacts::peak_bytes));
  at.flags = count_flags(arm, at.time_ns.blocks);
  at.incomplete = arm.incomplete;
  return at;
}

namespace {

// Of ln ratios, back on their own scale.
RobustEstimate exponential(RobustEstimate robust) {
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

Effect effect_of(const Contrast& contrast, double margin, std::optional<double> twin_deviation,
                 const std::string& missing) {
  Effect effect;
  effect.ratio = ratio_estimate(contrast, missing);
  effect.left_out = contrast.left_out;
  const std::vector<double> values = contrast.values();
  if (const auto robust = robust_estimate(values)) effect.robust = exponential(*robust);
  effect.p_value = t_test_p(values);
  const Judgement judgement = judge(values, margin, twin_deviation);
  effect.verdict = judgement.verdict;
  if (judgement.detectable) effect.detectable = std::expm1(*judgement.detectable);
  return effect;
}

}  // namespace allocscale
