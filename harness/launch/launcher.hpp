// Runs one trial: its workers are started, released together, watched, collected; and none is left behind.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>

#include "harness/base/unique_fd.hpp"
#include "harness/model/trial.hpp"

namespace allocscale {

/// What the caller may do at the edges of the measured part; each may be empty.
struct TrialHooks {
  /// Right after the release: before the common start time, if it takes less than the lead.
  std::function<void()> released;
  /// Right after the last result or exit; called if and only if `released` was due.
  std::function<void()> stopped;
};

struct LauncherOptions {
  /// Set by a signal handler, on the thread in run(), when the user wants to stop; nullptr: never.
  const std::atomic<bool>* interrupted = nullptr;
  /// How many processes the kernel has killed for memory so far: tells its SIGKILL from another's. Or empty.
  std::function<std::optional<std::int64_t>()> oom_kills;
};

/// Call run() from a thread that lives as long as the process: the kernel kills the workers when the thread
/// that started them ends. That is what makes none of them survive the harness, even one that is killed.
class Launcher {
 public:
  /// Sets SIGCHLD to its default if it is ignored: exit statuses are needed. Throws SetupError when /dev/null
  /// cannot be opened.
  explicit Launcher(LauncherOptions options = {});

  /// Runs the trial to its end; nothing when it was interrupted, which is no outcome of the trial. Whatever a
  /// worker does is an outcome with a message, and the first bad one ends the trial; the deadline counts from
  /// the start of the first worker. Throws SetupError when the system has no pipe, page or process to give,
  /// and what a hook throws. No worker is left in any case. SIGINT, SIGTERM and SIGHUP are held back except
  /// while it waits.
  [[nodiscard]] std::optional<TrialResult> run(const TrialOrder& order, const TrialHooks& hooks = {}) const;

 private:
  UniqueFd null_;
  LauncherOptions options_;
};

}  // namespace allocscale
