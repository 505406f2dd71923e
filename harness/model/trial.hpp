// A trial: what the plan says of it, the order to launch it, and its result.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/cell.hpp"
#include "harness/model/metric.hpp"
#include "harness/model/outcome.hpp"
#include "harness/model/phase.hpp"
#include "harness/model/sibling.hpp"

namespace allocscale {

/// A trial of the plan: which cell, in which block, at which position of its order.
struct PlannedTrial {
  std::size_t cell = 0;  // index into the experiment's cells
  int block = 0;
  int sub_block = 0;  // part of a comparison too long for one block
  bool twin = false;  // the second copy of the baseline
  int position = 0;   // in the block's random order
  std::uint64_t seed = 0;
};

/// One trial, ready to be launched.
struct TrialOrder {
  Cell cell;
  std::string runner_path;
  std::vector<std::string> runner_arguments;  // beside those of the cell
  std::vector<int> cpus;                      // one per worker; empty: not pinned
  std::vector<std::string> environment;       // NAME=value, the whole of it, knobs included
  std::vector<std::uint64_t> raw_events;      // codes of perf events, at most raw_event_metrics.size()
  int environment_pad = 0;                    // bytes of the random environment-size offset
  double deadline_seconds = 60;
  bool spin_to_start = true;         // sleep to it instead where workers exceed CPUs
  std::vector<int> numa_nodes = {};  // to deal pages round; empty: on the node of the first touch
  std::optional<SiblingTask> siblings = std::nullopt;  // of all workers but the first
};

/// The metric values of one phase of one iteration of one worker.
struct Sample {
  int worker = 0;
  int iteration = 0;
  Phase phase = Phase::operate;
  PhaseReadings readings;

  friend bool operator==(const Sample&, const Sample&) = default;
};

struct WorkerResult {
  int worker = 0;
  std::optional<int> cpu;  // pinned to
  std::string checksum;    // hex, equal in all iterations
  WorkerReadings readings;
  std::vector<Sample> samples;
  std::optional<int> process = {};  // its pid while it ran; not stored
  bool sibling = false;             // ran another kernel beside the first worker: no samples

  friend bool operator==(const WorkerResult&, const WorkerResult&) = default;
};

struct TrialResult {
  Outcome outcome = Outcome::failed;
  std::string message;  // one line: why not complete; empty otherwise
  TrialReadings readings;
  std::vector<WorkerResult> workers;  // empty unless complete

  friend bool operator==(const TrialResult&, const TrialResult&) = default;
};

}  // namespace allocscale
