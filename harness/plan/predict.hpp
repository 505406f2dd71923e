// Predicts the time and the memory that a cell needs, before anything is run.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "harness/model/catalog.hpp"
#include "harness/model/cliff.hpp"
#include "harness/model/experiment.hpp"
#include "harness/model/topology.hpp"
#include "harness/plan/plan.hpp"

namespace allocscale {

/// Returns what one worker of the cell needs, as its runner predicts it for kernel, layout, allocator and
/// size.
using AskDemand = std::function<Demand(const Cell&)>;

/// What one trial needs.
struct Prediction {
  double seconds = 0;
  std::int64_t bytes = 0;  // of all its workers together
};

/// The predicted time of one trial: demand.seconds × iterations × max(1, workers / capacity), plus 0.02 s to
/// spawn, release and collect the workers.
[[nodiscard]] double predicted_seconds(const Cell& cell, const Demand& demand, int capacity);

/// How many iterations a trial of the cell runs one after another: of a paired comparison, worker 0 runs
/// alone and together, and the trial of one worker in a fresh process runs its cold iteration only.
[[nodiscard]] int iterations_in_turn(const Cell& cell, Design design);

/// One prediction per cell of the plan. `ask` is called once per kernel, layout, allocator and size. A cell
/// without a runner in the catalog is predicted to need nothing.
[[nodiscard]] std::vector<Prediction> predict(const Plan& plan, const Topology& topology,
                                              const Catalog& catalog, const AskDemand& ask);

/// The seconds after which a trial is stopped: the experiment's own deadline; otherwise 20 × the predicted
/// time or 10 × that of the cell's longest complete trial so far (0: none), whichever is longer, and at least
/// 30 s.
[[nodiscard]] double deadline_seconds(const Experiment& experiment, double predicted, double longest);

/// The largest list buffer of the task: half of the demand's buffer bytes, since two buffers are alive at the
/// peak, the old and the new one. Its use is growing where the task asks for a buffer per element. Nothing
/// where the task asks for no buffers.
[[nodiscard]] std::optional<LargestBuffer> largest_buffer(const Cell& cell, const Demand& demand);

/// The memory that all workers of one trial, siblings included, need at their peak, in bytes.
[[nodiscard]] std::int64_t trial_bytes(const Cell& cell, const Topology& topology, const Runner& runner,
                                       const AskDemand& ask);

/// One line on why the cell is not run, with both figures, when its workers need more than 0.9 of the
/// available memory. Nothing when it fits.
[[nodiscard]] std::optional<std::string> memory_refusal(const Cell& cell, std::int64_t needed_bytes,
                                                        std::int64_t available_bytes);

}  // namespace allocscale
