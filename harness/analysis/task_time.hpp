// The values of one trial: its task's time T, and in the same way its CPU time, its faults and every other
// metric. A value is the sum over phases of the iterations that the estimand names, averaged over workers.
// Siblings, which run another kernel beside the task, take no part in the averages.
#pragma once

#include <optional>

#include "harness/model/experiment.hpp"
#include "harness/model/trial.hpp"

namespace allocscale {

/// The value of `metric` for one worker: for the cold estimand its sum over the phases of iteration 0, for
/// the warm one the mean of these sums over the later iterations. Perf counts are scaled to the whole time.
/// Absent where the worker has no such iteration, or where any part of the sum is absent.
[[nodiscard]] std::optional<double> worker_value(const WorkerResult& worker, PhaseMetric metric,
                                                 Estimand estimand);

/// The arithmetic mean of worker_value over the trial's workers; an arithmetic mean lets losses add up.
/// Absent where the trial has no workers, or where the value of one worker is absent.
[[nodiscard]] std::optional<double> trial_value(const TrialResult& trial, PhaseMetric metric,
                                                Estimand estimand);

/// The elapsed time of one phase, as trial_value: the mean over the workers, per iteration of the estimand.
/// Absent where a worker has no such phase.
[[nodiscard]] std::optional<double> phase_time(const TrialResult& trial, Phase phase, Estimand estimand);

/// The trial_value of every metric, in one pass over the samples.
[[nodiscard]] PhaseMeans trial_means(const TrialResult& trial, Estimand estimand);

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
