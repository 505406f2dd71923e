// Runs an experiment: block after block, trial after trial, each stored before the next begins.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "harness/analysis/stopping.hpp"
#include "harness/model/catalog.hpp"
#include "harness/model/experiment.hpp"
#include "harness/model/raw_event.hpp"
#include "harness/model/topology.hpp"
#include "harness/model/trial.hpp"
#include "harness/plan/blocks.hpp"
#include "harness/plan/plan.hpp"
#include "harness/plan/predict.hpp"
#include "harness/store/store.hpp"

namespace allocscale {

/// What is run: the plan and all that it was made of.
struct Campaign {
  Experiment experiment;
  Catalog catalog;
  Topology topology;
  Plan plan;
  std::optional<double> precision;  // stop when every judged interval is as narrow; as a part of 1
  std::vector<RawEvent> raw_events;
};

/// How far this call has come, for whoever shows it. Trials of earlier calls are not counted.
struct Advance {
  int trials_done = 0;
  int trials_total = 0;
  double elapsed_seconds = 0;
  double predicted_seconds = 0;  // of the whole call, before it began
  std::string now;               // the trial that starts, in words; "complete" after the last
};

/// The world outside: real in the program, planted in tests.
struct World {
  std::function<TrialResult(const TrialOrder&)> run_trial;        // throws Interrupted
  std::function<std::optional<std::int64_t>()> available_memory;  // bytes; absent: not known, not refused
  AskDemand ask_demand;
  std::function<double()> steady_seconds;
  std::function<std::int64_t()> unix_ns;
  std::function<bool()> interrupted;
  std::function<void(const Advance&)> advance;
  std::function<void(const Look&)> look = {};  // at the widths of the intervals, each that is taken
};

enum class Ending { complete, precise, out_of_budget, interrupted };

/// Runs what `run` lacks of its blocks, and stops between trials when the budget is used up: a block that
/// would not fit into what is left of it is not begun, unless none has been in this call. With a precision,
/// the widths of the intervals are looked at between blocks, and nothing else of the results. Trials already
/// recorded are not run again, but for those of a block that was disturbed or cut: it is replaced by a whole
/// one, and wanted are as many blocks as were not.
[[nodiscard]] Ending conduct(const Campaign& campaign, Store& store, const OpenedRun& run,
                             const World& world);

/// The order for one planned trial: runner, CPUs, environment, deadline.
[[nodiscard]] TrialOrder order_trial(const Campaign& campaign, const PlannedTrial& place,
                                     double predicted_seconds);

}  // namespace allocscale
