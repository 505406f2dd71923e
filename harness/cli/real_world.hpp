// The world that experiments are conducted in: this machine, its clocks, and whoever watches.
#pragma once

#include <filesystem>

#include "harness/conduct/conduct.hpp"
#include "harness/conduct/metered_launcher.hpp"
#include "harness/report/progress.hpp"
#include "harness/store/measure_lock.hpp"

namespace allocscale {

/// Launches trials, reads what pressure they met, shows progress on standard error. Make it on the thread
/// that lives longest, see Launcher.
class RealWorld {
 public:
  explicit RealWorld(AskDemand ask);

  /// It must not outlive this object. Trials throw Interrupted once the user has asked to stop.
  [[nodiscard]] World world();

 private:
  AskDemand ask_;
  MeteredLauncher launcher_;
  ProgressReporter reporter_;
};

/// The one harness that measures into this store; says that it waits while another does. Throws Interrupted
/// when the user would not wait.
[[nodiscard]] MeasureLock lock_store(const std::filesystem::path& store);

}  // namespace allocscale
