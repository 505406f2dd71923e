#include "harness/conduct/metered_launcher.hpp"

#include <optional>
#include <utility>

#include "harness/base/error.hpp"

namespace allocscale {

MeteredLauncher::MeteredLauncher(const std::atomic<bool>& interrupted)
    : launcher_({.interrupted = &interrupted, .oom_kills = [this] { return pressure_.oom_kills(); }}) {}

TrialResult MeteredLauncher::run(const TrialOrder& order) const {
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

}  // namespace allocscale
