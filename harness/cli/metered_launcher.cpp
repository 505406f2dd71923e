#include "harness/cli/metered_launcher.hpp"

#include <optional>
#include <utility>

#include "harness/base/error.hpp"
#include "harness/cli/interrupt.hpp"

namespace allocscale {

MeteredLauncher::MeteredLauncher()
    : launcher_({.interrupted = &interrupt_flag(), .oom_kills = [this] { return pressure_.oom_kills(); }}) {}

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
