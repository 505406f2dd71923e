// A simulated experiment with planted causes: one task under the nine cells of the removals, a twin, and the
// control compute.
#pragma once

#include <cstdint>

#include "harness/model/dataset.hpp"
#include "harness/selftest/simulated_machine.hpp"

namespace allocscale {

/// What is planted, and how the experiment is run.
struct PlantedExperiment {
  Planted planted;
  int workers = 2;
  int blocks = 20;
  double noise = 0.01;  // standard deviation of ln T of a trial
  std::uint64_t seed = 1;
  bool retain_works = true;  // whether the arm :retain stops the page faults
  bool with_replay = true;   // whether the replayed layouts run
};

/// A trial of the cell. Its times are multiplied by `scale`, which has the state of the machine in the block
/// and the noise of the trial. The names of its layout and allocator say which suspects are removed.
[[nodiscard]] TrialResult planted_trial(const PlantedExperiment& experiment, const Cell& cell, double scale);

/// The whole experiment. T(∅,1) is about 100 ms. The page-fault path has one fault per microsecond; three
/// faults are left when it is removed.
[[nodiscard]] Dataset planted_dataset_of(const PlantedExperiment& experiment);

}  // namespace allocscale
