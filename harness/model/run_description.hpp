// The description of a run: its experiment, machine, cells and builds. It does not change while trials run.
// The store writes and reads it, a data set and its findings hold it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/asked_event.hpp"
#include "harness/model/cell.hpp"
#include "harness/model/cliff.hpp"
#include "harness/model/experiment.hpp"
#include "harness/model/facts.hpp"
#include "harness/model/machine.hpp"
#include "harness/model/shard.hpp"

namespace allocscale {

/// The allocator that ran, as its runner proved it.
struct AllocatorBuild {
  std::string name;
  std::string version;
  std::string library_path;
  std::string library_hash;
  std::string binary_hash;
  std::vector<std::string> settings =
      {};  // NAME=value of its level's variables, FILE=text of a file it reads
  std::vector<std::string> arm_variables =
      {};  // NAME=value, what its policy arm sets; no part of the run's identity, since its name says it

  friend bool operator==(const AllocatorBuild&, const AllocatorBuild&) = default;
};

/// One experiment as it was asked of one machine.
struct RunDescription {
  std::string experiment;
  std::string question;
  Estimand estimand = Estimand::settled;
  Design design = Design::separate;  // that was asked for; see designs_of() for that of a cell
  Baseline baseline;
  double margin = 0.03;    // of the equivalence test
  int blocks_wanted = 20;  // by the call that wanted most
  std::uint64_t seed = 0;  // of the random order of trials
  int capacity = 1;        // CPUs available to a trial
  Machine machine;
  std::vector<Cell> cells;
  std::vector<std::optional<LargestBuffer>> buffers;  // of each cell; empty or absent: not known
  std::vector<AllocatorBuild> builds;
  std::vector<AskedEvent> asked_events;  // in the order of asked_event_metrics
  Facts facts;                           // of the kernels and layouts of the cells
  std::vector<PublishedFigures> published;
  std::vector<FidelityPair> fidelity = {};
  std::vector<CountedLaunch> counted = {};  // of both sides of these pairs, and of their start-ups
  std::string node = {};                    // the name of the host; empty: not known
  std::optional<Shard> shard = {};          // absent: the whole experiment
  std::string program = {};  // that began the run: "allocscale 1.2.0, commit 0123abc"; empty: not known
  std::string command = {};  // that began the run, quoted for a shell; empty: not known
};

}  // namespace allocscale
