// The values of one trial: its task's time T, and in the same way its CPU time, its faults and every other
// metric. A value is the sum over phases, averaged over the iterations asked for, and over workers.
// Siblings, which run another kernel beside the task, take no part in the averages.
#pragma once

#include <optional>

#include "harness/model/trial.hpp"

namespace allocscale {

/// The iterations from `first` to `last`, both of them included. Made without arguments it has none.
struct IterationRange {
  int first = 0;
  int last = -1;

  [[nodiscard]] bool empty() const { return last < first; }
  [[nodiscard]] bool contains(int iteration) const { return first <= iteration && iteration <= last; }

  friend bool operator==(const IterationRange&, const IterationRange&) = default;
};

/// The first iteration of a process, which is *cold*.
inline constexpr IterationRange cold_iteration = {0, 0};

/// The value of `metric` for one worker: its sum over the phases of an iteration, and of these sums the mean
/// over those of the `iterations` that the worker has. Perf counts are scaled to the whole time. Absent where
/// the worker has no such iteration, or where any part of a sum is absent.
[[nodiscard]] std::optional<double> worker_value(const WorkerResult& worker, PhaseMetric metric,
                                                 IterationRange iterations);

/// The arithmetic mean of worker_value over the trial's workers; an arithmetic mean lets losses add up.
/// Absent where the trial has no workers, or where the value of one worker is absent.
[[nodiscard]] std::optional<double> trial_value(const TrialResult& trial, PhaseMetric metric,
                                                IterationRange iterations);

/// The value of `metric` in one phase, as trial_value: the mean over the workers, per iteration. Absent where
/// a worker has no such phase.
[[nodiscard]] std::optional<double> phase_value(const TrialResult& trial, Phase phase, PhaseMetric metric,
                                                IterationRange iterations);

/// The trial_value of every metric, in one pass over the samples.
[[nodiscard]] PhaseMeans trial_means(const TrialResult& trial, IterationRange iterations);

/// The mean of each metric of workers over those that report it: where workers are threads, one of them
/// reports the memory of the process. sibling_operations_per_s is the mean over the siblings; every other
/// metric is the mean over the workers of the task.
[[nodiscard]] WorkerMeans worker_means(const TrialResult& trial);

/// The sum of `metric` over every sample of the trial. Absent when no sample has it.
[[nodiscard]] std::optional<double> trial_total(const TrialResult& trial, PhaseMetric metric);

/// The largest peak of resident memory among the workers of the task, in bytes. Absent where one of them did
/// not report it.
[[nodiscard]] std::optional<double> largest_peak(const TrialResult& trial);

}  // namespace allocscale
