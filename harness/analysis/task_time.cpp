#include "harness/analysis/task_time.hpp"

#include <algorithm>
#include <vector>

#include "harness/model/counter_scaling.hpp"

namespace allocscale {

std::optional<double> worker_value(const WorkerResult& worker, PhaseMetric metric,
                                   IterationRange iterations) {
  double sum = 0;
  std::vector<bool> seen;
  for (const Sample& sample : worker.samples) {
    if (!iterations.contains(sample.iteration)) continue;
    const auto value = sample_value(sample.readings, metric);
    if (!value) return std::nullopt;
    sum += *value;
    const auto iteration = static_cast<std::size_t>(sample.iteration);
    if (seen.size() <= iteration) seen.resize(iteration + 1);
    seen[iteration] = true;
  }
  const auto found = std::count(seen.begin(), seen.end(), true);
  if (found == 0) return std::nullopt;
  return sum / static_cast<double>(found);
}

std::optional<double> phase_value(const TrialResult& trial, Phase phase, PhaseMetric metric,
                                  IterationRange iterations) {
  double sum = 0;
  int measured = 0;
  for (const WorkerResult& worker : trial.workers) {
    if (worker.sibling) continue;
    double of_worker = 0;
    int found = 0;  // iterations; each has the phase once
    for (const Sample& sample : worker.samples) {
      if (sample.phase != phase || !iterations.contains(sample.iteration)) continue;
      const auto value = sample_value(sample.readings, metric);
      if (!value) return std::nullopt;
      of_worker += *value;
      ++found;
    }
    if (found == 0) return std::nullopt;
    sum += of_worker / found;
    ++measured;
  }
  return measured > 0 ? std::optional(sum / measured) : std::nullopt;
}

std::optional<double> trial_value(const TrialResult& trial, PhaseMetric metric, IterationRange iterations) {
  if (trial.workers.empty()) return std::nullopt;  // otherwise the first is no sibling
  double sum = 0;
  int measured = 0;
  for (const WorkerResult& worker : trial.workers) {
    if (worker.sibling) continue;
    const auto value = worker_value(worker, metric, iterations);
    if (!value) return std::nullopt;
    sum += *value;
    ++measured;
  }
  return sum / measured;
}

namespace {

// worker_value of every metric.
PhaseMeans worker_values(const WorkerResult& worker, IterationRange iterations) {
  PhaseMeans sums;
  std::vector<bool> seen;
  for (const Sample& sample : worker.samples) {
    if (!iterations.contains(sample.iteration)) continue;
    const auto iteration = static_cast<std::size_t>(sample.iteration);
    const bool first = seen.empty();
    if (seen.size() <= iteration) seen.resize(iteration + 1);
    seen[iteration] = true;
    for (std::size_t i = 0; i < PhaseMeans::size; ++i) {
      const auto value = sample_value(sample.readings, static_cast<PhaseMetric>(i));
      if (!value || (!first && !sums.at(i)))
        sums.at(i).reset();
      else
        sums.at(i) = sums.at(i).value_or(0) + *value;
    }
  }
  const auto found = static_cast<double>(std::count(seen.begin(), seen.end(), true));
  for (std::size_t i = 0; i < PhaseMeans::size; ++i)
    if (sums.at(i)) *sums.at(i) /= found;
  return sums;
}

}  // namespace

PhaseMeans trial_means(const TrialResult& trial, IterationRange iterations) {
  PhaseMeans sums;
  int measured = 0;
  for (const WorkerResult& worker : trial.workers) {
    if (worker.sibling) continue;
    const PhaseMeans values = worker_values(worker, iterations);
    for (std::size_t i = 0; i < PhaseMeans::size; ++i) {
      if (!values.at(i) || (measured > 0 && !sums.at(i)))
        sums.at(i).reset();
      else
        sums.at(i) = sums.at(i).value_or(0) + *values.at(i);
    }
    ++measured;
  }
  for (std::size_t i = 0; i < PhaseMeans::size; ++i)
    if (sums.at(i)) *sums.at(i) /= measured;
  return sums;
}

namespace {

// Whether the workers of this kind, siblings or not, are those that the metric is about.
bool is_about(WorkerMetric metric, bool siblings) {
  return siblings == (metric == WorkerMetric::sibling_operations_per_s);
}

}  // namespace

WorkerMeans worker_means(const TrialResult& trial) {
  WorkerMeans means;
  for (std::size_t i = 0; i < WorkerMeans::size; ++i) {
    double sum = 0;
    int reporting = 0;
    for (const WorkerResult& worker : trial.workers) {
      const auto& reading = worker.readings.at(i);
      if (!reading || !is_about(static_cast<WorkerMetric>(i), worker.sibling)) continue;
      sum += static_cast<double>(*reading);
      ++reporting;
    }
    if (reporting > 0) means.at(i) = sum / reporting;
  }
  return means;
}

std::optional<double> trial_total(const TrialResult& trial, PhaseMetric metric) {
  std::optional<double> total;
  for (const WorkerResult& worker : trial.workers)
    for (const Sample& sample : worker.samples)
      if (const auto& value = sample.readings[metric])
        total = total.value_or(0) + static_cast<double>(*value);
  return total;
}

std::optional<double> largest_peak(const TrialResult& trial) {
  std::optional<double> largest;
  for (const WorkerResult& worker : trial.workers) {
    if (worker.sibling) continue;
    const auto& peak = worker.readings[WorkerMetric::peak_bytes];
    if (!peak) return std::nullopt;
    largest = std::max(largest.value_or(0), static_cast<double>(*peak));
  }
  return largest;
}

}  // namespace allocscale
