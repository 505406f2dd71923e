// May this user count hardware events on this machine, and if not, why, and what would help?
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/model/asked_event.hpp"
#include "harness/runner/meter/perf_group.hpp"

namespace allocscale {

/// What decides whether perf events can be counted.
struct CounterAccess {
  std::vector<CounterState> states;
  std::vector<AskedEvent> asked_events;  // that were asked for, in the order of asked_event_metrics
  bool user_only = false;
  std::optional<int> paranoid;            // kernel.perf_event_paranoid
  std::optional<std::string> hypervisor;  // of a virtual machine
};

/// Opens the events in this thread, as a worker will in its own, tries them on known work and closes them.
[[nodiscard]] CounterAccess try_counters(const std::vector<AskedEvent>& asked_events = {});

/// One line for each different obstacle, with the metrics it concerns, the reason and the remedy; none when
/// all events count. Pure.
[[nodiscard]] std::vector<std::string> counter_notes(const CounterAccess& access);

}  // namespace allocscale
