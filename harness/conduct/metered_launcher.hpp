// Trials launched as an experiment launches them: interrupted by the user, with what pressure they met.
#pragma once

#include <atomic>

#include "harness/launch/launcher.hpp"
#include "harness/measure/pressure.hpp"
#include "harness/model/trial.hpp"

namespace allocscale {

/// Make it on the thread that lives longest, see Launcher.
class MeteredLauncher {
 public:
  /// `interrupted` is set by a signal handler when the user wants to stop.
  explicit MeteredLauncher(const std::atomic<bool>& interrupted);
  // The launcher holds on to the reader beside it.
  MeteredLauncher(const MeteredLauncher&) = delete;
  MeteredLauncher& operator=(const MeteredLauncher&) = delete;

  /// The trial's result with the readings of pressure between release and stop. Throws Interrupted once the
  /// user has asked to stop.
  [[nodiscard]] TrialResult run(const TrialOrder& order) const;

 private:
  PressureReader pressure_;
  Launcher launcher_;
};

}  // namespace allocscale
