// A trial: what the plan says of it, the order to launch it, and its result.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/cell.hpp"
#include "harness/model/event_code.hpp"
#include "harness/model/metric.hpp"
#include "harness/model/outcome.hpp"
#include "harness/model/pairs.hpp"
#include "harness/model/phase.hpp"
#include "harness/model/program.hpp"
#include "harness/model/sibling.hpp"

namespace allocscale {

/// A trial of the plan: which cell, in which block, at which position of its order.
struct PlannedTrial {
  std::size_t cell = 0;  // index into the experiment's cells
  int block = 0;
  int sub_block = 0;  // the part of the comparison, where it is too long for one block
  bool twin = false;  // whether it is the second copy of the baseline
  int position = 0;   // its place in the random order of the block
  std::uint64_t seed = 0;
};

/// What the launch of one trial needs.
struct TrialOrder {
  Cell cell;
  std::string runner_path;
  std::vector<std::string> runner_arguments;  // in addition to those of the cell
  std::vector<int> cpus;                      // one per worker; empty: workers are not pinned
  std::vector<int> run_cpus;                  // those of the run's most workers, each once; empty: all
  std::vector<std::string> environment;       // NAME=value, all variables, the knobs included
  std::vector<EventCode> asked_events;        // perf events, at most asked_event_metrics.size()
  int environment_pad = 0;                    // bytes added to the environment: its size is varied at random
  double deadline_seconds = 60;
  bool spin_to_start = true;         // false: workers sleep until the start, as they exceed the CPUs
  std::vector<int> numa_nodes = {};  // pages go to them in turn; empty: to the node of the first touch
  std::optional<SiblingTask> siblings = std::nullopt;    // the task of all workers but the first
  std::optional<PairOrder> pairs = std::nullopt;         // of a paired trial, see pairs.hpp
  std::optional<StartedProgram> program = std::nullopt;  // instead of a kernel of the runner
};

/// The metric values of one phase of one iteration of one worker.
struct Sample {
  int worker = 0;
  int iteration = 0;
  Phase phase = Phase::operate;
  PhaseReadings readings;
  std::optional<bool> alone = {};  // of a paired trial: whether the other workers were held meanwhile

  friend bool operator==(const Sample&, const Sample&) = default;
};

/// What one worker measured.
struct WorkerResult {
  int worker = 0;
  std::optional<int> cpu;  // to which it was pinned
  std::string checksum;    // in hex; equal in all iterations
  WorkerReadings readings;
  std::vector<Sample> samples;
  std::optional<int> process = {};  // its pid while it ran; not stored
  bool sibling = false;             // it ran another kernel beside the first worker and has no samples
  std::string unproven = {};  // of a program: names of its processes of which nobody saw who owned malloc

  friend bool operator==(const WorkerResult&, const WorkerResult&) = default;
};

/// How a trial ended, and what its workers and the harness measured.
struct TrialResult {
  Outcome outcome = Outcome::failed;
  std::string message;  // one line on why it is not complete; empty when it is
  TrialReadings readings;
  std::vector<WorkerResult> workers;  // empty unless complete
  bool shared_machine = false;        // run --share-machine: another harness may have measured beside it

  friend bool operator==(const TrialResult&, const TrialResult&) = default;
};

}  // namespace allocscale
