// Before the first trial: is the machine quiet? If not, is it waited for, and does the run begin?
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "harness/measure/cpu_use.hpp"

namespace allocscale {

/// What the user asked for.
struct QuietRule {
  double wait_seconds = 0;  // --wait-quiet: the longest wait
  bool required = false;    // --require-quiet: without quiet nothing is run
};

/// What await_quiet() needs from outside.
struct QuietHost {
  std::function<std::optional<CpuUse>()> listen;  // takes a second; absent: the machine does not tell
  std::function<double()> steady_seconds;         // never set back
  std::function<bool()> interrupted;
  std::function<void(const std::string&)> say;  // a line for the user
  int cpus = 1;                                 // that are listened to
};

/// Listens until the machine is quiet or the longest wait is over. Says who uses the CPUs and how much a
/// fixed piece of work varies, in one line. Throws RequestError when quiet is required and the machine is
/// busy or does not tell, Interrupted when the user stops it.
void await_quiet(const QuietRule& rule, const QuietHost& host);

}  // namespace allocscale
