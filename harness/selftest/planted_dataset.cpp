#include "harness/selftest/planted_dataset.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "harness/model/allocator_name.hpp"
#include "harness/selftest/made_trial.hpp"
#include "harness/selftest/simulated_facts.hpp"

namespace allocscale {
namespace {

std::string layout_of(Memory memory, Access access) {
  const std::string plain = access == Access::counted     ? "boxed"
                            : access == Access::uncounted ? "immortal"
                                                          : "ghost";
  if (memory != Memory::replayed) return plain;
  return plain == "boxed" ? "replay" : "replay+" + plain;
}

Memory memory_of(const Cell& cell) {
  if (cell.layout.starts_with("replay")) return Memory::replayed;
  return keeps_memory(cell.allocator) ? Memory::kept : Memory::as_is;
}

Access access_of(const Cell& cell) {
  if (cell.layout.ends_with("immortal")) return Access::uncounted;
  return cell.layout.ends_with("ghost") ? Access::in_place : Access::counted;
}

// A fault is a microsecond of system time; the rest of the CPU time is spent in user mode.
// An allocator that keeps what is freed holds as much after the task as at its peak.
TrialResult result_of(const Cell& cell, double warm_ns, std::int64_t faults) {
  MadeValues values;
  values.warm_ns = warm_ns;
  values.cold_ns = 2 * warm_ns;
  values.warm_faults = faults;
  TrialResult result = made_result(cell, values);
  for (WorkerResult& worker : result.workers) {
    const bool keeps = memory_of(cell) == Memory::kept;
    worker.readings[WorkerMetric::peak_bytes] = 12'000'000;
    worker.readings[WorkerMetric::proportional_bytes] = keeps ? 12'000'000 : 2'000'000;
    worker.readings[WorkerMetric::allocator_retained_bytes] = keeps ? 10'000'000 : 0;
    for (Sample& sample : worker.samples) {
      PhaseReadings& readings = sample.readings;
      const std::int64_t cpu = *readings[PhaseMetric::cpu_ns];
      readings[PhaseMetric::system_ns] = std::min(cpu, 1000 * *readings[PhaseMetric::minor_faults]);
      readings[PhaseMetric::user_ns] = cpu - *readings[PhaseMetric::system_ns];
      readings[PhaseMetric::run_delay_ns] = 0;
    }
  }
  return result;
}

}  // namespace

TrialResult planted_trial(const PlantedExperiment& experiment, const Cell& cell, double scale) {
  const Planted& planted = experiment.planted;
  const Memory memory = memory_of(cell);
  const bool compute = cell.kernel == "compute";
  const bool together = cell.workers > 1;
  double points = compute ? 100 : planted.alone(memory);
  if (together) points = compute ? 100 + planted.machine : planted.together(memory, access_of(cell));
  const bool faulting = !compute && (memory == Memory::as_is || !experiment.retain_works);
  // As many microseconds as the page-fault path takes: what it costs, and together what it loses.
  const double fault_points = planted.fault_cost + (together ? planted.faults : 0);
  const auto faults = static_cast<std::int64_t>(faulting ? std::max(3.0, 1000 * fault_points) : 3);
  return result_of(cell, points * 1e6 * scale, faults);
}

Dataset planted_dataset_of(const PlantedExperiment& experiment) {
  Dataset dataset;
  dataset.run.experiment = "why";
  dataset.run.facts = simulated_facts();
  dataset.run.baseline = {"boxed", "glibc"};
  dataset.run.capacity = experiment.workers;
  dataset.run.seed = experiment.seed;
  dataset.run.machine.ticks_per_second = 250;
  for (const Memory memory : all_levels().memory) {
    if (memory == Memory::replayed && !experiment.with_replay) continue;
    for (const Access access : all_levels().access)
      for (const int workers : {1, experiment.workers})
        dataset.run.cells.push_back(
            made_cell(layout_of(memory, access),
                      memory == Memory::kept ? text_of({"glibc", retain_arm}) : "glibc", workers));
  }
  for (const int workers : {1, experiment.workers}) {
    dataset.run.cells.push_back(made_cell("none", "glibc", workers));
    dataset.run.cells.back().kernel = "compute";
  }

  Normal normal(experiment.seed);
  for (int block = 0; block < experiment.blocks; ++block) {
    const double mood = normal(0, 0.05);
    const auto run = [&](std::size_t index, bool twin) {
      const double scale = std::exp(mood + normal(0, experiment.noise));
      add_trial(dataset, index, block, planted_trial(experiment, dataset.run.cells[index], scale), twin);
    };
    for (std::size_t index = 0; index < dataset.run.cells.size(); ++index) run(index, false);
    run(0, true);
    run(1, true);
  }
  return dataset;
}

}  // namespace allocscale
