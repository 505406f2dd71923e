#include "harness/runner/meter/perf_group.hpp"

#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "harness/runner/meter/known_work.hpp"

namespace allocscale {
namespace {

// Interference only adds to a count: the least of a few tries is the nearest to the work's own.
constexpr int tries = 3;

}  // namespace

PerfGroup::PerfGroup(std::span<const EventCode> asked) {
  for (std::size_t i = 0; i < perf_counts.size(); ++i) states_[i].metric = perf_counts[i];
  for (std::size_t i = asked.size(); i < asked_event_metrics.size(); ++i)
    state_of(asked_event_metrics[i]).asked = false;
  open_all(asked.first(std::min(asked.size(), asked_event_metrics.size())));
  if (opened_ > 0) try_on_known_work();
}

PerfGroup::~PerfGroup() {
  for (std::size_t i = opened_; i > 0; --i) ::close(fds_[i - 1]);
}

CounterState& PerfGroup::state_of(PhaseMetric metric) {
  std::size_t i = 0;
  while (states_[i].metric != metric) ++i;
  return states_[i];
}

int PerfGroup::open_event(const PerfEvent& event) const {
  perf_event_attr attributes{};
  attributes.size = sizeof attributes;
  attributes.type = event.code.type;
  attributes.config = event.code.config;
  attributes.config1 = event.code.config1;
  attributes.read_format =
      PERF_FORMAT_GROUP | PERF_FORMAT_TOTAL_TIME_ENABLED | PERF_FORMAT_TOTAL_TIME_RUNNING;
  attributes.exclude_hv = 1;
  attributes.exclude_kernel = user_only_ ? 1 : 0;
  const int leader = opened_ > 0 ? fds_[0] : -1;
  return static_cast<int>(::syscall(SYS_perf_event_open, &attributes, 0, -1, leader, PERF_FLAG_FD_CLOEXEC));
}

// False when there can be no group.
bool PerfGroup::open(const PerfEvent& event) {
  CounterState& state = state_of(event.metric);
  if (state.error == 0) return true;
  int fd = open_event(event);
  // The first event decides for the group: kernel.perf_event_paranoid 2 allows counting in user mode only.
  if (fd < 0 && opened_ == 0 && (errno == EACCES || errno == EPERM)) {
    user_only_ = true;
    fd = open_event(event);
  }
  if (fd < 0) {
    state.error = errno;
    return opened_ > 0;
  }
  state.error = 0;
  order_[opened_] = event.metric;
  fds_[opened_++] = fd;
  return true;
}

void PerfGroup::open_all(std::span<const EventCode> asked) {
  for (CounterState& state : states_) state.error = ENOENT;
  for (const PerfEvent& event : perf_events) {
    if (open(event)) continue;
    const int error = state_of(event.metric).error;
    for (CounterState& each : states_) each.error = error;
    return;
  }
  for (std::size_t i = 0; i < asked.size(); ++i) open({asked_event_metrics[i], asked[i]});
}

void PerfGroup::try_on_known_work() {
  for (int i = 0; i < tries; ++i) {
    const GroupReading before = read();
    do_known_work();
    PhaseReadings counted;
    enter_counts(before, read(), order(), counted);
    for (CounterState& state : states_) {
      state.known = known_cost(state.metric);
      const std::int64_t count = counted[state.metric].value_or(0);
      if (i == 0 || count < state.counted) state.counted = count;
    }
    if (std::none_of(states_.begin(), states_.end(), [](const auto& state) { return state.untrusted(); }))
      return;
  }
}

GroupReading PerfGroup::read() const {
  GroupReading reading;
  if (opened_ == 0) return reading;
  const ssize_t bytes = ::read(fds_[0], reading.words.data(), sizeof reading.words);
  reading.size = bytes > 0 ? static_cast<std::size_t>(bytes) / sizeof(std::uint64_t) : 0;
  return reading;
}

void PerfGroup::enter(const GroupReading& before, const GroupReading& after, PhaseReadings& readings) const {
  enter_counts(before, after, order(), readings);
  for (const CounterState& state : states_)
    if (!state.usable()) readings[state.metric].reset();
}

}  // namespace allocscale
