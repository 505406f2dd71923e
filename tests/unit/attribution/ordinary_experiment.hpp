// An experiment of which page faults, reference counts and a residual each take a part.
#pragma once

#include "harness/selftest/planted_dataset.hpp"

namespace allocscale {

inline PlantedExperiment ordinary() {
  PlantedExperiment experiment;
  experiment.planted.faults = 40;
  experiment.planted.counts = 10;
  experiment.planted.residual = 5;
  experiment.planted.fault_cost = 27;
  experiment.planted.machine = 4;
  return experiment;
}

}  // namespace allocscale
