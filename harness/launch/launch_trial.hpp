// Runs one trial: starts its workers, releases them together, watches them, collects what they measured, and
// leaves none behind.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>

#include "harness/model/trial.hpp"

namespace allocscale {

/// What a trial asks and tells its caller while it runs. Each member may be empty.
struct TrialWatch {
  /// The user wants to stop: set by a signal handler, on the thread that runs the trial.
  const std::atomic<bool>* interrupted = nullptr;
  /// How many processes the kernel has killed for memory so far. A SIGKILL while this count rises was the
  /// kernel's, any other SIGKILL somebody else's.
  std::function<std::optional<std::int64_t>()> oom_kills = {};
  /// Called right after the release; if it takes less than the lead (harness/protocol/rendezvous.hpp), before
  /// the common start.
  std::function<void()> released = {};
  /// Called right after the last result or exit, if and only if the workers were released.
  std::function<void()> stopped = {};
};

/// Runs the trial to its end. Whatever a worker does is an outcome with a message, and the first bad one ends
/// the trial. The deadline counts from the start of the first worker, over the time in which this process
/// runs: not while it is stopped or the machine suspended; so does trial_ns. Throws Interrupted when the user
/// wants to stop, SetupError when the system has no pipe, page or process to give, and what a member of
/// `watch` throws. No worker is left in any case. SIGINT, SIGTERM and SIGHUP are held back except while it
/// waits.
///
/// Call it on a thread that lives as long as the process: the kernel kills the workers when the thread that
/// started them ends, so that no worker survives a harness that is killed.
[[nodiscard]] TrialResult launch_trial(const TrialOrder& order, const TrialWatch& watch = {});

}  // namespace allocscale
