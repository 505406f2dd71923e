// What conduct() needs from outside: a way to run trials, clocks, the user's wish to stop, and viewers. Tests
// give made-up ones; the program gives this machine.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "harness/model/progress.hpp"
#include "harness/model/stop_check.hpp"
#include "harness/model/trial.hpp"
#include "harness/plan/predict.hpp"

namespace allocscale {

struct TrialHost {
  std::function<TrialResult(const TrialOrder&)> run_trial;  // throws Interrupted
  /// In bytes; absent: unknown, and no cell is refused.
  std::function<std::optional<std::int64_t>()> available_memory;
  AskDemand ask_demand;
  std::function<double()> steady_seconds;     // never set back
  std::function<std::int64_t()> unix_ns;      // the time of day
  std::function<bool()> interrupted;          // asked before each trial
  std::function<void(const Progress&)> show;  // called before each trial, and after the last with "complete"
  /// Called once, before the first trial of a call: after it, demands are asked for again. May be empty.
  std::function<void()> prepare = {};
  /// Called once, after that, with the seconds that the call and one block are
  /// predicted to take. What it throws ends the call. May be empty.
  std::function<void(double call_seconds, double block_seconds)> begin = {};
  bool shows_width = false;  // show() is told how narrow the intervals are so far, where that is cheap
  /// Called after each block, once its status is stored. May be empty.
  std::function<void()> block_ended = {};
  /// Called at each stop check that looks at the widths of the intervals; may be empty.
  std::function<void(const StopCheck&)> stop_checked = {};
};

/// This machine. Trials are launched as processes; their results hold the readings of pressure between
/// release and stop. Trials throw Interrupted when interrupt_flag() is set. `show` does nothing. Call
/// run_trial on a thread that lives as long as the process, see launch_trial.
[[nodiscard]] TrialHost this_host(AskDemand ask);

}  // namespace allocscale
