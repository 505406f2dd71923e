// Decides from what was seen of its workers how a trial ended.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "harness/launch/worker_trace.hpp"
#include "harness/model/cell.hpp"
#include "harness/model/outcome.hpp"

namespace allocscale {

/// An outcome and its reason.
struct TrialEnding {
  Outcome outcome = Outcome::complete;
  std::string message;  // one line: why not complete

  friend bool operator==(const TrialEnding&, const TrialEnding&) = default;
};

/// The ending that one worker causes; nothing while nothing is wrong with it. `oom_kills_rose`: the kernel
/// has killed a process for memory since the trial began, so a SIGKILL is taken to be the kernel's.
[[nodiscard]] std::optional<TrialEnding> trouble_of(const WorkerTrace& trace, const Cell& cell,
                                                    bool oom_kills_rose);

/// The ending at the deadline: names the workers that hung and those that are not done and use a CPU, three
/// of each at most, and at which stage. A worker that waits for others is not named: before the release, and
/// in a paired trial while another one uses a CPU.
[[nodiscard]] TrialEnding deadline_ending(std::span<const WorkerTrace> traces, double deadline_seconds);

/// The ending where every worker ended well: complete if all answers are equal, else a wrong answer.
[[nodiscard]] TrialEnding final_ending(std::span<const WorkerTrace> traces);

}  // namespace allocscale
