#include "harness/measure/counter_access.hpp"

#include <fmt/format.h>
#include <string.h>

#include <cerrno>
#include <map>

#include "harness/measure/hypervisor.hpp"
#include "harness/measure/kernel_file.hpp"

namespace allocscale {
namespace {

std::string error_text(int error) {
  const char* const name = ::strerrorname_np(error);
  const char* const meaning = ::strerrordesc_np(error);
  return fmt::format("perf_event_open: {} ({})", meaning != nullptr ? meaning : "error",
                     name != nullptr ? name : std::to_string(error));
}

std::string permission_remedy(const CounterAccess& access) {
  // 1 lets every user count its own processes, the kernel's part included (perf_event_open(2)).
  if (access.paranoid.value_or(0) > 1)
    return fmt::format("kernel.perf_event_paranoid is {}: as root, sysctl kernel.perf_event_paranoid=1",
                       *access.paranoid);
  return "a seccomp filter forbids it: start the container with --cap-add PERFMON, or outside of it";
}

std::string remedy(int error, const CounterAccess& access) {
  switch (error) {
    case EACCES:
    case EPERM:
      return permission_remedy(access);
    case ENOSYS:
      return "this kernel is built without perf events: boot one with CONFIG_PERF_EVENTS";
    case ENOENT:
    case ENODEV:
    case EOPNOTSUPP:
      if (access.hypervisor)
        return fmt::format(
            "this virtual machine ({}) has no PMU for it: give it one (libvirt: cpu mode='host-passthrough', "
            "pmu state='on'), or measure on bare metal",
            *access.hypervisor);
      return "this CPU, or its kernel driver, has no such event: measure on another, or with a newer kernel";
    case EINVAL:
      return "the event does not fit into one group with the others: this CPU has too few counters";
    case EBUSY:
      return "another profiler holds the counters: end it, or switch the "
             "NMI watchdog off (as root, sysctl kernel.nmi_watchdog=0)";
    default:
      return "see perf_event_open(2)";
  }
}

// An event that the run asks for goes by its own name.
std::string name_of(PhaseMetric metric, const CounterAccess& access) {
  for (std::size_t i = 0; i < access.asked_events.size(); ++i)
    if (metric == asked_event_metrics.at(i)) return asked_event_text(access.asked_events[i]);
  return std::string(metric_info(metric).name);
}

std::string list(const std::vector<PhaseMetric>& metrics, const CounterAccess& access) {
  std::string names;
  for (const PhaseMetric metric : metrics) names += (names.empty() ? "" : ", ") + name_of(metric, access);
  return names;
}

}  // namespace

CounterAccess try_counters(const std::vector<AskedEvent>& asked_events) {
  std::vector<EventCode> codes;
  for (const AskedEvent& event : asked_events) codes.push_back(event.code);
  const PerfGroup group(codes);
  CounterAccess access;
  access.asked_events = asked_events;
  access.states.assign(group.states().begin(), group.states().end());
  access.user_only = group.user_only();
  if (const auto paranoid = read_integer("/proc/sys/kernel/perf_event_paranoid"))
    access.paranoid = static_cast<int>(*paranoid);
  access.hypervisor = read_hypervisor("/");
  return access;
}

std::vector<std::string> counter_notes(const CounterAccess& access) {
  std::vector<std::string> notes;
  std::map<int, std::vector<PhaseMetric>> missing;
  bool some_open = false;
  for (const CounterState& state : access.states) {
    if (!state.asked) continue;
    some_open = some_open || state.error == 0;
    if (state.error != 0) missing[state.error].push_back(state.metric);
  }
  for (const auto& [error, metrics] : missing)
    notes.push_back(fmt::format("not counted: {}: {}; {}", list(metrics, access), error_text(error),
                                remedy(error, access)));
  for (const CounterState& state : access.states)
    if (state.untrusted())
      notes.push_back(fmt::format(
          "not trusted: {}: counted {} of work that is known to cost {}, so its values are left out",
          metric_info(state.metric).name, state.counted, *state.known));
  if (some_open && access.user_only)
    notes.push_back(fmt::format("perf events count user mode only; {}", permission_remedy(access)));
  return notes;
}

}  // namespace allocscale
