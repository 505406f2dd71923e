// Everything stored of one experiment, as the analysis reads it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/block_standing.hpp"
#include "harness/model/cell.hpp"
#include "harness/model/cliff.hpp"
#include "harness/model/experiment.hpp"
#include "harness/model/look.hpp"
#include "harness/model/machine.hpp"
#include "harness/model/raw_event.hpp"
#include "harness/model/trial.hpp"

namespace allocscale {

/// The allocator that ran, as proven by its rows.
struct AllocatorBuild {
  std::string name;
  std::string version;
  std::string library_path;
  std::string library_hash;
  std::string binary_hash;

  friend bool operator==(const AllocatorBuild&, const AllocatorBuild&) = default;
};

/// One stored trial. `resumed`: its block was cut and continued by a later call of the harness.
struct StoredTrial {
  std::int64_t id = 0;
  PlannedTrial place;
  TrialResult result;
  bool resumed = false;
};

struct Dataset {
  std::string experiment;
  std::string question;
  Estimand estimand = Estimand::warm;
  Baseline baseline;
  double margin = 0.03;
  int blocks_wanted = 20;
  std::uint64_t seed = 0;
  int capacity = 1;  // CPUs available to a trial
  Machine machine;
  std::vector<Cell> cells;
  std::vector<AllocatorBuild> builds;
  std::vector<std::optional<LargestBuffer>> buffers;  // of each cell; empty or absent: not known
  std::vector<CliffLine> cliffs;                      // of these builds on this machine
  std::vector<RawEvent> raw_events;                   // in the order of raw_event_metrics
  std::vector<StoredTrial> trials;                    // in the order they ran, of the blocks that count
  std::vector<ReplacedBlock> replaced;                // the blocks that do not, ascending
  std::vector<Look> looks;                            // in the order they were taken, over all calls
};

}  // namespace allocscale
