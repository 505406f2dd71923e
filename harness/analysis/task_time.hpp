// What did one trial take? T, and its like for CPU time and faults: the sum over phases in the iteration that
// the estimand names, averaged over workers.
#pragma once

#include <optional>

#include "harness/model/experiment.hpp"
#include "harness/model/trial.hpp"

namespace allocscale {

/// Of one worker: the sum over phases of `metric` in iteration 0 (cold), or the mean of those sums over the
/// later iterations (warm); perf counts are scaled to the whole time. Absent where the worker has no such
/// iteration or where any part of the sum is absent.
[[nodiscard]] std::optional<double> worker_value(const WorkerResult& worker, PhaseMetric metric,
                                                 Estimand estimand);

/// Of a trial: the arithmetic mean of worker_value over its workers, so that losses add up. Absent without
/// workers and where one worker's value is absent.
[[nodiscard]] std::optional<double> trial_value(const TrialResult& trial, PhaseMetric metric,
                                                Estimand estimand);

/// trial_value of every metric, in one pass over the samples.
[[nodiscard]] PhaseMeans trial_means(const TrialResult& trial, Estimand estimand);

/// The mean of each metric over those workers that report it; a sibling's metrics are reported by siblings
/// alone.
[[nodiscard]] WorkerMeans worker_means(const TrialResult& trial);

/// The sum of `metric` over every sample of the trial; absent when no sample has it.
[[nodiscard]] std::optional<double> trial_total(const TrialResult& trial, PhaseMetric metric);

/// The largest peak of resident memory of any worker, in bytes; absent where a worker did not report it.
[[nodiscard]] std::optional<double> largest_peak(const TrialResult& trial);

}  // namespace allocscale
