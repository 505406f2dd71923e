#include "harness/conduct/trial_host.hpp"

#include <memory>
#include <utility>

#include "harness/base/clock.hpp"
#include "harness/base/interrupt.hpp"
#include "harness/launch/launch_trial.hpp"
#include "harness/measure/machine_reader.hpp"
#include "harness/measure/pressure.hpp"

namespace allocscale {
namespace {

// Launches the trial and enters into its result the pressure between its release and its stop.
TrialResult run_metered(const TrialOrder& order, const PressureReader& pressure) {
  Pressure before;
  Pressure added;
  TrialResult result =
      launch_trial(order, {.interrupted = &interrupt_flag(),
                           .oom_kills = [&] { return pressure.oom_kills(); },
                           .released = [&] { before = pressure.read(order.cpus); },
                           .stopped = [&] { added = difference(before, pressure.read(order.cpus)); }});
  enter(added, result.readings);
  return result;
}

}  // namespace

TrialHost this_host(AskDemand ask) {
  TrialHost host;
  host.run_trial = [pressure = std::make_shared<const PressureReader>()](const TrialOrder& order) {
    return run_metered(order, *pressure);
  };
  host.available_memory = [] { return available_memory(); };
  host.ask_demand = std::move(ask);
  host.steady_seconds = monotonic_seconds;
  host.unix_ns = unix_now_ns;
  host.interrupted = [] { return interrupt_flag().load(); };
  host.show = [](const Progress&) {};
  return host;
}

}  // namespace allocscale
