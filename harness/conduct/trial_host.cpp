#include "harness/conduct/trial_host.hpp"

#include <memory>
#include <utility>

#include "harness/base/clock.hpp"
#include "harness/base/interrupt.hpp"
#include "harness/launch/launch_trial.hpp"
#include "harness/measure/machine_reader.hpp"
#include "harness/measure/pressure.hpp"
#include "harness/measure/strangers.hpp"

namespace allocscale {
namespace {

// Launches the trial and enters into its result the pressure between its release and its stop, and what
// strangers had from its release to its end.
TrialResult run_metered(const TrialOrder& order, const PressureReader& pressure) {
  Pressure before;
  Pressure added;
  StrangerWatch strangers(order.run_cpus);
  TrialResult result =
      launch_trial(order, {.interrupted = &interrupt_flag(),
                           .oom_kills = [&] { return pressure.oom_kills(); },
                           .released =
                               [&] {
                                 before = pressure.read(order.cpus);
                                 strangers.release();
                               },
                           .stopped = [&] { added = difference(before, pressure.read(order.cpus)); }});
  enter(added, result.readings);
  if (result.outcome == Outcome::complete)
    result.readings[TrialMetric::strangers_ns] = strangers.strangers_since_release();
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
