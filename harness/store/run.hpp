// A run: one experiment as it was asked of one machine. The values that open a run in the store, and those
// that the store returns about its runs.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>

#include "harness/model/run_description.hpp"
#include "harness/model/run_summary.hpp"
#include "harness/model/trial.hpp"

namespace allocscale {

using RunId = std::int64_t;

/// What identifies and describes a run before its first trial.
/// A run is the same as a stored one when spec_key, machine, capacity, cells (in order) and builds are equal;
/// the rest of the description may differ, so that a run can be continued with more blocks.
struct RunHead {
  std::string spec_key;  // the caller's canonical text of the spec and the binaries
  RunDescription run;
  std::int64_t started_at_unix_ns = 0;
};

/// The run that trials are now recorded under.
struct OpenedRun {
  RunId id = 0;
  bool continued = false;  // it was there before
  std::uint64_t seed = 0;  // of the run: when continued, the one it began with
  int blocks_wanted = 0;
  std::size_t trials = 0;  // stored so far, whatever their outcome
};

/// A run that was brought from one store into another.
struct MergedRun {
  RunId from = 0;
  RunId into = 0;
  std::string experiment;
  std::size_t trials = 0;  // that were new
  bool was_there = false;  // the run itself
};

/// A place in a run that holds one trial.
struct Slot {
  std::size_t cell = 0;
  int block = 0;
  int sub_block = 0;
  bool twin = false;

  friend auto operator<=>(const Slot&, const Slot&) = default;
};

[[nodiscard]] inline Slot slot_of(const PlannedTrial& planned) {
  return {planned.cell, planned.block, planned.sub_block, planned.twin};
}

/// The largest peak memory of a worker, and how many trials it is of.
struct MeasuredPeak {
  std::int64_t bytes = 0;
  int trials = 0;

  friend bool operator==(const MeasuredPeak&, const MeasuredPeak&) = default;
};

}  // namespace allocscale
