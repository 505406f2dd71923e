// An experiment whose causes were planted: one task under the nine cells, a twin, and compute beside them.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "tests/unit/analysis/made_trial.hpp"
#include "tests/unit/attribution/simulated_machine.hpp"

namespace allocscale {

struct PlantedExperiment {
  Planted planted;
  int workers = 2;
  int blocks = 20;
  double noise = 0.01;
  double compute_loss = 0;  // points
  std::uint64_t seed = 1;
  bool retain_works = true;
  bool with_replay = true;
};

namespace planted_dataset {

inline std::string layout_of(Memory memory, Access access) {
  const std::string plain = access == Access::counted     ? "boxed"
                            : access == Access::uncounted ? "immortal"
                                                          : "ghost";
  if (memory != Memory::replayed) return plain;
  return plain == "boxed" ? "replay" : "replay+" + plain;
}

// A fault is a microsecond of system time; the rest of the CPU time is spent in user mode.
inline TrialResult result_of(const Cell& cell, double warm_ns, std::int64_t faults) {
  MadeValues values;
  values.warm_ns = warm_ns;
  values.cold_ns = 2 * warm_ns;
  values.warm_faults = faults;
  TrialResult result = made_result(cell, values);
  for (WorkerResult& worker : result.workers) {
    worker.readings[WorkerMetric::peak_bytes] = 12'000'000;
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

}  // namespace planted_dataset

/// T(∅,1) is about 100 ms. The page-fault path is made of faults, one per microsecond of it; three are left
/// when it is removed.
inline Dataset planted_dataset_of(const PlantedExperiment& experiment) {
  using namespace planted_dataset;
  Dataset dataset;
  dataset.experiment = "why";
  dataset.baseline = {"boxed", "glibc"};
  dataset.capacity = experiment.workers;
  dataset.seed = experiment.seed;
  struct Made {
    Memory memory;
    Access access;
    bool twin;
    bool compute;
  };
  std::vector<Made> made;
  const auto add = [&](const Made& one, const Cell& cell) {
    dataset.cells.push_back(cell);
    made.push_back(one);
  };
  for (const Memory memory : all_levels().memory) {
    if (memory == Memory::replayed && !experiment.with_replay) continue;
    for (const Access access : all_levels().access)
      for (const int workers : {1, experiment.workers})
        add({memory, access, false, false},
            made_cell(layout_of(memory, access), memory == Memory::kept ? "glibc:retain" : "glibc", workers));
  }
  for (const int workers : {1, experiment.workers}) {
    Cell cell = made_cell("none", "glibc", workers);
    cell.kernel = "compute";
    add({Memory::as_is, Access::counted, false, true}, cell);
  }

  Normal normal(experiment.seed);
  for (int block = 0; block < experiment.blocks; ++block) {
    const double mood = 1e6 * std::exp(normal(0, 0.05));
    const auto run = [&](std::size_t index, bool twin) {
      const Made& one = made[index];
      const Cell& cell = dataset.cells[index];
      const Planted& planted = experiment.planted;
      const bool together = cell.workers > 1;
      double points = one.compute ? 100 : planted.alone(one.memory);
      if (together) points += one.compute ? experiment.compute_loss : planted.left(one.memory, one.access);
      const bool faulting = !one.compute && (one.memory == Memory::as_is || !experiment.retain_works);
      // As many microseconds as the page-fault path takes: what it costs, and together what it loses.
      const double fault_points = planted.fault_cost + (together ? planted.faults : 0);
      const auto faults = static_cast<std::int64_t>(faulting ? std::max(3.0, 1000 * fault_points) : 3);
      TrialResult result = result_of(cell, points * mood * std::exp(normal(0, experiment.noise)), faults);
      add_trial(dataset, index, block, std::move(result), twin);
    };
    for (std::size_t index = 0; index < dataset.cells.size(); ++index) run(index, false);
    run(0, true);
    run(1, true);
  }
  return dataset;
}

}  // namespace allocscale
