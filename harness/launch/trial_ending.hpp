// How did a trial end? Free functions of what was seen of its workers.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "harness/launch/worker_trace.hpp"
#include "harness/model/cell.hpp"
#include "harness/model/outcome.hpp"

namespace allocscale {

struct TrialEnding {
  Outcome outcome = Outcome::complete;
  std::string message;  // one line: why not complete

  friend bool operator==(const TrialEnding&, const TrialEnding&) = default;
};

/// What is wrong with one worker so far; nothing while it is well. `oom_kills_rose`: the kernel has killed
/// for memory since the trial began, which tells its SIGKILL from another's.
[[nodiscard]] std::optional<TrialEnding> trouble_of(const WorkerTrace& trace, const Cell& cell,
                                                    bool oom_kills_rose);

/// The deadline passed: who was still at it, and how far they had come.
[[nodiscard]] TrialEnding deadline_ending(std::span<const WorkerTrace> traces, double deadline_seconds);

/// All workers ended well: their answers must be the same.
[[nodiscard]] TrialEnding final_ending(std::span<const WorkerTrace> traces);

}  // namespace allocscale
