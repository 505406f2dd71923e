// An experiment whose causes were planted: one task under the nine cells, a twin, and compute beside them.
#pragma once

#include <cstdint>

#include "harness/model/dataset.hpp"
#include "harness/selftest/simulated_machine.hpp"

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

/// A trial of the cell, its times multiplied by `scale`, which is the block's mood and the trial's noise.
/// Which suspects were removed follows from the names of its layout and allocator.
[[nodiscard]] TrialResult planted_trial(const PlantedExperiment& experiment, const Cell& cell, double scale);

/// T(∅,1) is about 100 ms. The page-fault path is made of faults, one per microsecond of it; three are left
/// when it is removed.
[[nodiscard]] Dataset planted_dataset_of(const PlantedExperiment& experiment);

}  // namespace allocscale
