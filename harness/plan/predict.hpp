// What will a cell cost? Time and memory, before anything is run.
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

/// One worker's demand of the cell's kernel, layout, allocator and size: as its runner predicts it.
using AskDemand = std::function<Demand(const Cell&)>;

struct Prediction {
  double seconds = 0;      // of one trial
  std::int64_t bytes = 0;  // of all its workers
};

/// demand.seconds × iterations × max(1, workers / capacity), and 0.02 s to spawn, release and collect.
[[nodiscard]] double predicted_seconds(const Cell& cell, const Demand& demand, int capacity);

/// One per cell of the plan. Asks once per kernel, layout, allocator and size; cells without a runner in the
/// catalog are predicted to cost nothing.
[[nodiscard]] std::vector<Prediction> predict(const Plan& plan, const Topology& topology,
                                              const Catalog& catalog, const AskDemand& ask);

/// After which a trial is stopped: the experiment's own deadline, else 20 × the predicted time, at least 30
/// s.
[[nodiscard]] double deadline_seconds(const Experiment& experiment, double predicted);

/// The largest list buffer that the demand tells of: half of what its buffers take together, since at the
/// peak two are alive, the old and the new one. It grows where the task asks for a buffer per element;
/// nothing where it asks for none.
[[nodiscard]] std::optional<LargestBuffer> largest_buffer(const Cell& cell, const Demand& demand);

/// What all workers of one trial by this runner need at their peak, bytes, siblings included.
[[nodiscard]] std::int64_t trial_bytes(const Cell& cell, const Topology& topology, const Runner& runner,
                                       const AskDemand& ask);

/// Why the cell is not run: its workers would need more than 0.9 of the memory available. One line with both
/// figures, or nothing when it fits.
[[nodiscard]] std::optional<std::string> memory_refusal(const Cell& cell, std::int64_t needed_bytes,
                                                        std::int64_t available_bytes);

}  // namespace allocscale
