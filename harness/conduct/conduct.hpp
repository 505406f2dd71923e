// Runs an experiment: block after block, trial after trial, each stored before the next begins.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/conduct/trial_host.hpp"
#include "harness/model/catalog.hpp"
#include "harness/model/experiment.hpp"
#include "harness/model/raw_event.hpp"
#include "harness/model/topology.hpp"
#include "harness/model/trial.hpp"
#include "harness/plan/blocks.hpp"
#include "harness/plan/plan.hpp"
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

/// Why conduct() returned.
enum class StopReason {
  complete,       // as many blocks count as were wanted
  precise,        // every judged interval is as narrow as the campaign asks
  out_of_budget,  // no time is left, or not enough for another block
  interrupted,    // by the user, between trials or during one
};

/// Runs what `run` lacks of its blocks, and stops between trials when the budget is used up: a block that
/// would not fit into what is left of it is not begun, unless none has been in this call. With a precision,
/// the widths of the intervals are looked at between blocks, and nothing else of the results. Trials already
/// recorded are not run again, but for those of a block that was disturbed or cut: it is replaced by a whole
/// one, and wanted are as many blocks as were not.
[[nodiscard]] StopReason conduct(const Campaign& campaign, Store& store, const OpenedRun& run,
                                 const TrialHost& host);

/// The order for one planned trial: runner, CPUs, environment, deadline.
[[nodiscard]] TrialOrder order_trial(const Campaign& campaign, const PlannedTrial& trial,
                                     double predicted_seconds);

}  // namespace allocscale
