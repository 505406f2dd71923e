#include "harness/analysis/trial_quality.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "harness/analysis/running_time.hpp"
#include "harness/model/counter_scaling.hpp"

namespace allocscale {
namespace {

constexpr double share_of_doubt = 0.01;
constexpr double most_of_strangers = 0.05;  // of one CPU
constexpr double most_rate_error = 0.1;
constexpr std::int64_t least_overlap_ppm = 900'000;

std::optional<double> start_spread(const TrialResult& trial) {
  std::int64_t first = std::numeric_limits<std::int64_t>::max();
  std::int64_t last = std::numeric_limits<std::int64_t>::min();
  for (const WorkerResult& worker : trial.workers) {
    const auto& start = worker.readings[WorkerMetric::start_skew_ns];
    if (!start) return std::nullopt;
    first = std::min(first, *start);
    last = std::max(last, *start);
  }
  if (trial.workers.empty()) return std::nullopt;
  return static_cast<double>(last - first);
}

bool migrated(const TrialResult& trial) {
  return std::any_of(trial.workers.begin(), trial.workers.end(), [](const WorkerResult& worker) {
    return worker.cpu.has_value() &&
           std::any_of(worker.samples.begin(), worker.samples.end(), [](const Sample& sample) {
             return sample.readings[PhaseMetric::migrations].value_or(0) > 0;
           });
  });
}

bool counts_scaled(const TrialResult& trial) {
  return std::any_of(trial.workers.begin(), trial.workers.end(), [](const WorkerResult& worker) {
    return std::any_of(worker.samples.begin(), worker.samples.end(),
                       [](const Sample& sample) { return is_scaled(sample.readings); });
  });
}

bool rate_missed(const TrialResult& trial) {
  const auto& target = trial.readings[TrialMetric::sibling_target_per_s];
  if (!target) return false;
  return std::any_of(trial.workers.begin(), trial.workers.end(), [&](const WorkerResult& worker) {
    const auto wanted = static_cast<double>(*target);
    const auto seen =
        static_cast<double>(worker.readings[WorkerMetric::sibling_operations_per_s].value_or(0));
    return worker.sibling && std::abs(seen - wanted) > most_rate_error * wanted;
  });
}

}  // namespace

std::optional<std::int64_t> measured_span_ns(const TrialResult& trial) {
  if (const auto& makespan = trial.readings[TrialMetric::makespan_ns]) return makespan;
  return trial.outcome == Outcome::complete ? trial.readings[TrialMetric::trial_ns] : std::nullopt;
}

QualityFlags trial_flags(const TrialResult& trial, const Cell& cell, IterationRange iterations,
                         int capacity) {
  QualityFlags flags;
  const TimeParts parts = time_parts(trial, iterations);
  const auto spread = start_spread(trial);
  if (parts.elapsed_ns && spread && *spread > share_of_doubt * *parts.elapsed_ns)
    flags.raise(QualityFlag::start_skew);

  const auto& steal = trial.readings[TrialMetric::steal_ns];
  const auto span = measured_span_ns(trial);
  if (steal && span &&
      static_cast<double>(*steal) >
          share_of_doubt * static_cast<double>(*span) * std::min(cell.workers, capacity))
    flags.raise(QualityFlag::steal);

  const auto& strangers = trial.readings[TrialMetric::strangers_ns];
  if (strangers && span && static_cast<double>(*strangers) > most_of_strangers * static_cast<double>(*span))
    flags.raise(QualityFlag::strangers);

  if (trial.readings[TrialMetric::throttled_ns].value_or(0) > 0) flags.raise(QualityFlag::throttled);
  if (trial_total(trial, PhaseMetric::major_faults).value_or(0) > 0) flags.raise(QualityFlag::major_faults);
  if (migrated(trial)) flags.raise(QualityFlag::migrated);
  if (trial.readings[TrialMetric::overlap_ppm].value_or(1'000'000) < least_overlap_ppm)
    flags.raise(QualityFlag::low_overlap);
  if (counts_scaled(trial)) flags.raise(QualityFlag::scaled_counts);
  if (cell.workers > capacity) flags.raise(QualityFlag::oversubscribed);
  if (judges_running_time(cell, capacity) && waiting_share(parts).value_or(0) > most_waiting_of_trial)
    flags.raise(QualityFlag::waited);
  if (trial.shared_machine) flags.raise(QualityFlag::shared_machine);
  if (rate_missed(trial)) flags.raise(QualityFlag::sibling_rate);
  return flags;
}

QualityFlags stored_flags(const StoredTrial& trial, const Cell& cell, IterationRange iterations, int capacity,
                          bool disturbed) {
  QualityFlags flags = trial_flags(trial.result, cell, iterations, capacity);
  if (trial.resumed) flags.raise(QualityFlag::resumed_block);
  if (disturbed) flags.raise(QualityFlag::disturbed);
  return flags;
}

}  // namespace allocscale
