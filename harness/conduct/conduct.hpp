// Runs an experiment: block after block, trial after trial, each stored before the next begins.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/conduct/trial_host.hpp"
#include "harness/model/asked_event.hpp"
#include "harness/model/catalog.hpp"
#include "harness/model/experiment.hpp"
#include "harness/model/topology.hpp"
#include "harness/model/trial.hpp"
#include "harness/plan/blocks.hpp"
#include "harness/plan/plan.hpp"
#include "harness/store/store.hpp"

namespace allocscale {

/// What is run: the plan, and everything that it was made from.
struct Campaign {
  Experiment experiment;
  Catalog catalog;
  Topology topology;
  Plan plan;
  std::optional<double> precision;  // stop when every judged interval is as narrow; as a part of 1
  std::vector<AskedEvent> asked_events;
  std::string node = {};            // the name of this machine among others; empty: not known
  std::optional<Shard> shard = {};  // the part of the experiment that the plan is; absent: all of it
  bool stays_on_node = false;       // a store that comes from another node is not continued on this one
};

/// Why conduct() returned.
enum class StopReason {
  complete,       // as many blocks count as were wanted
  precise,        // every judged interval is as narrow as the campaign asks
  out_of_budget,  // no time is left, or not enough for another block
  interrupted,    // by the user, between trials or during one
};

/// Runs the blocks that `run` still lacks. It stops between trials when the budget is used up; it does not
/// begin a block that would not fit into the rest of the budget, except the first block of this call. With a
/// precision, it looks at the widths of the intervals between blocks, and at nothing else of the results. It
/// does not run recorded trials again, except those of a block that was disturbed or cut: a whole block
/// replaces it, and the number of blocks wanted counts only blocks that were not replaced. Throws as the
/// members of `host` and the store do; Interrupted is caught and returned as a reason.
[[nodiscard]] StopReason conduct(const Campaign& campaign, Store& store, const OpenedRun& run,
                                 const TrialHost& host);

/// The order for one planned trial: its cell's order, the events to count, a random environment pad, the
/// deadline. Times in seconds: the trial's prediction, and the cell's longest complete trial so far (0:
/// none).
[[nodiscard]] TrialOrder order_trial(const Campaign& campaign, const PlannedTrial& trial,
                                     double predicted_seconds, double longest_seconds);

}  // namespace allocscale
