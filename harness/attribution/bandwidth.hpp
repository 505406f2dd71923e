// Is it memory bandwidth? The three things that must hold, gathered from the cells of one experiment.
#pragma once

#include <span>
#include <vector>

#include "harness/attribution/attribution.hpp"
#include "harness/attribution/task_cells.hpp"

namespace allocscale {

/// What was measured beside a subject.
struct Measured {
  const Dataset& dataset;
  const std::vector<TaskCells>& tasks;
  const TaskCells& task;  // the subject's, one of them
  const AskWork& ask_work;
};

/// The declared traffic of its list buffers over the best that a probe reaches, what the streaming siblings
/// reproduce, and the loss at the largest smaller size whose worker stays within its share of the largest
/// cache; see bandwidth_verdict().
[[nodiscard]] BandwidthEvidence bandwidth_evidence(const Subject& subject, const RemovalLedger& removal,
                                                   std::span<const Interference> siblings,
                                                   const Measured& measured);

}  // namespace allocscale
