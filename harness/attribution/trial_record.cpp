#include "harness/attribution/trial_record.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "harness/analysis/running_time.hpp"

namespace allocscale {
namespace {

// The workers that are measured: siblings that do something else are not.
int measured_workers(const TrialResult& trial) {
  return static_cast<int>(std::count_if(trial.workers.begin(), trial.workers.end(),
                                        [](const WorkerResult& worker) { return !worker.sibling; }));
}

// How many of the iterations a worker has.
int count_iterations(const TrialResult& trial, IterationRange iterations) {
  std::set<int> found;
  for (const Sample& sample : trial.workers[0].samples)
    if (iterations.contains(sample.iteration)) found.insert(sample.iteration);
  return static_cast<int>(found.size());
}

// The wait for a CPU within the elapsed time, as running_time.hpp has it: the delay that was read may hold a
// wait at either edge of a short phase that the clock does not.
std::optional<double> wait_within(double wall, double cpu, const std::optional<double>& delay) {
  if (!delay) return std::nullopt;
  return wall - *judged_time({wall, delay, cpu}, true);
}

std::optional<PhaseTimes> phase_times(const TrialResult& trial, Phase phase, IterationRange iterations) {
  const auto mean = [&](PhaseMetric metric) { return phase_value(trial, phase, metric, iterations); };
  const auto wall = mean(PhaseMetric::wall_ns), cpu = mean(PhaseMetric::cpu_ns);
  if (!wall || !cpu) return std::nullopt;
  return PhaseTimes{*wall, *cpu, mean(PhaseMetric::user_ns), mean(PhaseMetric::system_ns),
                    wait_within(*wall, *cpu, mean(PhaseMetric::run_delay_ns))};
}

std::optional<PhaseTimes> whole_times(const TrialResult& trial, IterationRange iterations) {
  const auto value = [&](PhaseMetric metric) { return trial_value(trial, metric, iterations); };
  const auto wall = value(PhaseMetric::wall_ns), cpu = value(PhaseMetric::cpu_ns);
  if (!wall || !cpu) return std::nullopt;
  return PhaseTimes{*wall, *cpu, value(PhaseMetric::user_ns), value(PhaseMetric::system_ns),
                    wait_within(*wall, *cpu, value(PhaseMetric::run_delay_ns))};
}

// The mean over the measured workers. Absent where one of them lacks it.
std::optional<double> worker_mean(const TrialResult& trial, WorkerMetric metric) {
  double sum = 0;
  for (const WorkerResult& worker : trial.workers) {
    if (worker.sibling) continue;
    const auto& value = worker.readings[metric];
    if (!value) return std::nullopt;
    sum += static_cast<double>(*value);
  }
  return sum / measured_workers(trial);
}

std::optional<double> sibling_rate(const TrialResult& trial) {
  const auto& target = trial.readings[TrialMetric::sibling_target_per_s];
  if (!target || *target <= 0) return std::nullopt;
  double sum = 0;
  int siblings = 0;
  for (const WorkerResult& worker : trial.workers) {
    const auto& seen = worker.readings[WorkerMetric::sibling_operations_per_s];
    if (!worker.sibling) continue;
    if (!seen) return std::nullopt;
    sum += static_cast<double>(*seen) / static_cast<double>(*target);
    ++siblings;
  }
  return siblings > 0 ? std::optional(sum / siblings) : std::nullopt;
}

}  // namespace

std::optional<TrialRecord> trial_record(const TrialResult& trial, IterationRange iterations, bool running) {
  if (trial.outcome != Outcome::complete) return std::nullopt;
  const TimeParts parts = time_parts(trial, iterations);
  const auto time = judged_time(parts, running);
  if (!time || *time <= 0) return std::nullopt;
  TrialRecord record;
  record.time_ns = *time;
  if (running) record.waiting_share = waiting_share(parts);
  record.first_ns = *judged_time(time_parts(trial.workers[0], iterations), running);
  record.whole = whole_times(trial, iterations);
  for (const Phase phase : {Phase::build, Phase::operate, Phase::teardown})
    record.phases[static_cast<std::size_t>(phase)] = phase_times(trial, phase, iterations);
  if (const auto& operate = record.phases[static_cast<std::size_t>(Phase::operate)])
    record.operate_ns = judged_time({operate->wall_ns, operate->run_delay_ns, operate->cpu_ns}, running);
  record.repeats = measured_workers(trial) * count_iterations(trial, iterations);
  record.minor_faults = trial_value(trial, PhaseMetric::minor_faults, iterations);
  record.operate_faults = phase_value(trial, Phase::operate, PhaseMetric::minor_faults, iterations);
  record.peak_bytes = largest_peak(trial);
  record.left_bytes = worker_mean(trial, WorkerMetric::proportional_bytes);
  record.retained_bytes = worker_mean(trial, WorkerMetric::allocator_retained_bytes);
  record.null_replay_ns = trial_value(trial, PhaseMetric::null_replay_ns, iterations);
  record.sibling_rate = sibling_rate(trial);
  for (std::size_t i = 0; i < counted_metrics.size(); ++i)
    record.counted.at(i) = trial_value(trial, counted_metrics.at(i), iterations);
  return record;
}

std::vector<std::pair<double, double>> in_common(const BlockValues& one, const BlockValues& other) {
  std::vector<std::pair<double, double>> pairs;
  for (const auto& [block, value] : one)
    if (const auto partner = other.find(block); partner != other.end())
      pairs.emplace_back(value, partner->second);
  return pairs;
}

BlockValues block_times(const Records& records) {
  BlockValues times =
      block_means(records, [](const TrialRecord& record) { return std::optional(std::log(record.time_ns)); });
  for (auto& [block, time] : times) time = std::exp(time);
  return times;
}

BlockValues operate_times(const Records& records) {
  return block_means(records, [](const TrialRecord& record) { return record.operate_ns; });
}

}  // namespace allocscale
