// `allocscale run`: measures an experiment, or continues it, and prints its tables.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "harness/base/places.hpp"
#include "harness/conduct/quiet.hpp"
#include "harness/model/asked_event.hpp"
#include "harness/model/shard.hpp"
#include "harness/plan/choices.hpp"

namespace allocscale {

struct RunRequest {
  std::string experiment = "quick";
  std::string command;  // the whole command line, as for a shell; stored with the run that it begins
  Choices choices;
  std::filesystem::path store = default_store();
  std::filesystem::path store_copy;      // kept beside the store; empty: none
  std::optional<Shard> shard;            // the part of the experiment that is run; absent: all of it
  std::optional<std::uint64_t> seed;     // absent: drawn, and stored
  std::vector<AskedEvent> asked_events;  // --event
  QuietRule quiet;                       // --wait-quiet, --require-quiet
  bool share_machine = false;            // measure beside other harnesses, and flag every trial
  bool fresh = false;
  bool dry_run = false;
  bool wide = false;     // tables have the times of the phases
  bool summary = false;  // the answer is printed, and not the tables
  bool yes = false;      // however long it takes
};

/// Returns the exit status, as run(): measures the experiment, which is not read from a spec. Of the request,
/// `experiment` and `choices` are not used, but for the precision.
[[nodiscard]] int run_experiment(Experiment experiment, const RunRequest& request, const Places& places);

/// Returns the exit status: 0 done, 1 a trial failed or the tables could not be written, 130 interrupted.
/// Throws RequestError, before any trial is run, for a wrong request.
[[nodiscard]] int run(const RunRequest& request, const Places& places);

}  // namespace allocscale
