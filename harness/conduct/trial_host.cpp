#include "harness/conduct/trial_host.hpp"

#include <memory>
#include <utility>

#include "harness/base/clock.hpp"
#include "harness/base/error.hpp"
#include "harness/launch/launcher.hpp"
#include "harness/measure/machine_reader.hpp"
#include "harness/measure/pressure.hpp"

namespace allocscale {
namespace {

// Reads the pressure at both edges of each trial.
class MeteredLauncher {
 public:
  explicit MeteredLauncher(const std::atomic<bool>& interrupted)
      : launcher_({.interrupted = &interrupted, .oom_kills = [this] { return pressure_.oom_kills(); }}) {}
  // The launcher refers to the reader beside it.
  MeteredLauncher(const MeteredLauncher&) = delete;
  MeteredLauncher& operator=(const MeteredLauncher&) = delete;

  [[nodiscard]] TrialResult run(const TrialOrder& order) const {
    Pressure before;
    Pressure added;
    const TrialHooks hooks = {
        .released = [&] { before = pressure_.read(order.cpus); },
        .stopped = [&] { added = difference(before, pressure_.read(order.cpus)); },
    };
    std::optional<TrialResult> result = launcher_.run(order, hooks);
    if (!result) throw Interrupted();
    enter(added, result->readings);
    return *std::move(result);
  }

 private:
  PressureReader pressure_;
  Launcher launcher_;
};

}  // namespace

TrialHost this_host(AskDemand ask, const std::atomic<bool>& interrupted) {
  const auto launcher = std::make_shared<const MeteredLauncher>(interrupted);
  TrialHost host;
  host.run_trial = [launcher](const TrialOrder& order) { return launcher->run(order); };
  host.available_memory = [] { return available_memory(); };
  host.ask_demand = std::move(ask);
  host.steady_seconds = monotonic_seconds;
  host.unix_ns = unix_now_ns;
  host.interrupted = [&interrupted] { return interrupted.load(); };
  host.show = [](const Progress&) {};
  return host;
}

}  // namespace allocscale
