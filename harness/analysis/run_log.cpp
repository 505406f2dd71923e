#include "harness/analysis/run_log.hpp"

#include "harness/analysis/block_repeat.hpp"
#include "harness/base/contains.hpp"
#include "harness/model/metric.hpp"

namespace allocscale {
namespace {

bool counts(const Dataset& dataset, PhaseMetric metric) {
  for (const StoredTrial& trial : dataset.trials)
    for (const WorkerResult& worker : trial.result.workers)
      for (const Sample& sample : worker.samples)
        if (sample.readings[metric]) return true;
  return false;
}

bool has_samples(const Dataset& dataset) {
  for (const StoredTrial& trial : dataset.trials)
    for (const WorkerResult& worker : trial.result.workers)
      if (!worker.samples.empty()) return true;
  return false;
}

// The events that were asked for are those of every run, and those that this run names by code.
std::vector<std::string> uncounted_events(const Dataset& dataset) {
  std::vector<std::string> names;
  if (!has_samples(dataset)) return names;
  for (const PhaseMetric metric : perf_counts)
    if (!contains(asked_event_metrics, metric) && !counts(dataset, metric))
      names.emplace_back(metric_info(metric).name);
  for (std::size_t i = 0; i < dataset.run.asked_events.size(); ++i)
    if (!counts(dataset, asked_event_metrics.at(i))) names.push_back(dataset.run.asked_events[i].name);
  return names;
}

}  // namespace

RunLog run_log(const Dataset& dataset) {
  return {dataset.replaced, disturbed_blocks(dataset), dataset.stop_checks, uncounted_events(dataset)};
}

}  // namespace allocscale
