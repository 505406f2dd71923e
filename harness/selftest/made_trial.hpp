// Makes trials for simulations and tests: they have the metrics of an ordinary, undisturbed trial, which the
// caller may change.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "harness/model/dataset.hpp"

namespace allocscale {

/// A cell of concat.
inline Cell made_cell(std::string layout, std::string allocator, int workers, int iterations = 3) {
  Cell cell;
  cell.kernel = "concat";
  cell.layout = std::move(layout);
  cell.allocator = std::move(allocator);
  cell.size = 20000;
  cell.workers = workers;
  cell.iterations = iterations;
  return cell;
}

/// The values of a made trial, per iteration.
struct MadeValues {
  double warm_ns = 100e6;  // of an iteration, split over its three phases
  double cold_ns = 200e6;
  std::int64_t warm_faults = 300;
  std::int64_t cold_faults = 900;
  std::optional<double> waiting = std::nullopt;  // of the elapsed time, the share that waited for a CPU
};

/// One sample of a made trial.
inline Sample made_sample(int worker, int iteration, Phase phase, const MadeValues& values) {
  const double share = phase == Phase::operate ? 0.5 : 0.25;
  const bool cold = iteration == 0;
  const auto wall = static_cast<std::int64_t>(share * (cold ? values.cold_ns : values.warm_ns));
  Sample sample;
  sample.worker = worker;
  sample.iteration = iteration;
  sample.phase = phase;
  sample.readings[PhaseMetric::wall_ns] = wall;
  const auto waited = static_cast<std::int64_t>(values.waiting.value_or(0) * static_cast<double>(wall));
  sample.readings[PhaseMetric::cpu_ns] = wall - wall / 100 - waited;
  if (values.waiting) sample.readings[PhaseMetric::run_delay_ns] = waited;
  sample.readings[PhaseMetric::minor_faults] = (cold ? values.cold_faults : values.warm_faults) / 3;
  sample.readings[PhaseMetric::major_faults] = 0;
  sample.readings[PhaseMetric::migrations] = 0;
  return sample;
}

/// A complete trial of the cell.
inline TrialResult made_result(const Cell& cell, const MadeValues& values = {}) {
  TrialResult result;
  result.outcome = Outcome::complete;
  const double measured = values.cold_ns + values.warm_ns * (cell.iterations - 1);
  result.readings[TrialMetric::makespan_ns] = static_cast<std::int64_t>(measured);
  result.readings[TrialMetric::overlap_ppm] = 990'000;
  result.readings[TrialMetric::steal_ns] = 0;
  result.readings[TrialMetric::throttled_ns] = 0;
  for (int number = 0; number < cell.workers; ++number) {
    WorkerResult worker;
    worker.worker = number;
    worker.cpu = number;
    worker.checksum = "0";
    worker.readings[WorkerMetric::start_skew_ns] = 10'000 + 5'000 * number;
    worker.readings[WorkerMetric::peak_bytes] = 12'000'000 + 1'000'000 * number;
    for (int iteration = 0; iteration < cell.iterations; ++iteration)
      for (const Phase phase : {Phase::build, Phase::operate, Phase::teardown})
        worker.samples.push_back(made_sample(number, iteration, phase, values));
    result.workers.push_back(std::move(worker));
  }
  return result;
}

/// Adds a trial of dataset.run.cells[cell] to the dataset.
inline StoredTrial& add_trial(Dataset& dataset, std::size_t cell, int block, TrialResult result,
                              bool twin = false) {
  StoredTrial trial;
  trial.id = static_cast<std::int64_t>(dataset.trials.size()) + 1;
  trial.planned.cell = cell;
  trial.planned.block = block;
  trial.planned.twin = twin;
  trial.result = std::move(result);
  dataset.trials.push_back(std::move(trial));
  return dataset.trials.back();
}

}  // namespace allocscale
