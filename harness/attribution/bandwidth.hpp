// Gathers from the cells of one experiment the evidence on whether memory bandwidth binds a task.
#pragma once

#include <span>
#include <vector>

#include "harness/attribution/attribution.hpp"
#include "harness/attribution/removal_cells.hpp"
#include "harness/attribution/task_cells.hpp"

namespace allocscale {

/// What was measured with a subject.
struct Measured {
  const Dataset& dataset;
  const std::vector<TaskCells>& tasks;
  const TaskCells& task;      // the subject's, one of `tasks`
  const BlockTimes& control;  // of what shows the machine's share; empty: nothing does
  const AskWork& ask_work;
};

/// The evidence for bandwidth_verdict(): the subject's traffic (list buffers, elements' objects, zeroed
/// pages) over the best rate that a probe reaches, the part of the loss that streaming siblings reproduce,
/// and the loss at the largest smaller size at which a worker stays within its share of the largest cache.
/// Losses are those without the machine's share, where a control shows it.
[[nodiscard]] BandwidthEvidence bandwidth_evidence(const Subject& subject,
                                                   std::span<const Interference> siblings,
                                                   const Measured& measured);

}  // namespace allocscale
