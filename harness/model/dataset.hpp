// Everything stored of one run, as the analysis reads it.
#pragma once

#include <cstdint>
#include <vector>

#include "harness/model/block_status.hpp"
#include "harness/model/cliff.hpp"
#include "harness/model/run_description.hpp"
#include "harness/model/run_label.hpp"
#include "harness/model/stop_check.hpp"
#include "harness/model/trial.hpp"

namespace allocscale {

/// One stored trial. `resumed`: its block was cut and continued by a later call of the harness.
struct StoredTrial {
  std::int64_t id = 0;
  PlannedTrial planned;
  TrialResult result;
  bool resumed = false;
};

/// A run with its trials. Indices of cells in its trials are into run.cells.
struct Dataset {
  RunDescription run;
  RunLabel label;
  std::vector<CliffLine> cliffs;        // of the run's builds on its machine
  std::vector<StoredTrial> trials;      // in the order they ran, of the blocks that count
  std::vector<ReplacedBlock> replaced;  // the blocks that do not count, ascending
  std::vector<StopCheck> stop_checks;   // in the order they were made, over all calls
};

}  // namespace allocscale
