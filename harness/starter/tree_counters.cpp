#include "harness/starter/tree_counters.hpp"

#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "harness/runner/meter/perf_event.hpp"
#include "harness/runner/meter/perf_group.hpp"

namespace allocscale::starter {
namespace {

int open_event(const PerfEvent& event, pid_t process, bool user_only) {
  perf_event_attr attributes{};
  attributes.size = sizeof attributes;
  attributes.type = event.code.type;
  attributes.config = event.code.config;
  attributes.read_format = PERF_FORMAT_TOTAL_TIME_ENABLED | PERF_FORMAT_TOTAL_TIME_RUNNING;
  attributes.disabled = 1;
  attributes.enable_on_exec = 1;
  attributes.inherit = 1;
  attributes.exclude_hv = 1;
  attributes.exclude_kernel = user_only ? 1 : 0;
  return static_cast<int>(::syscall(SYS_perf_event_open, &attributes, process, -1, -1, PERF_FLAG_FD_CLOEXEC));
}

bool is_usable(const PerfGroup& group, PhaseMetric metric) {
  const auto states = group.states();
  return std::any_of(states.begin(), states.end(), [metric](const CounterState& state) {
    return state.metric == metric && state.usable();
  });
}

}  // namespace

TreeCounters::TreeCounters(pid_t process, std::span<const EventCode> asked) {
  const PerfGroup group(asked);  // tells which events can be believed here
  std::vector<PerfEvent> events(perf_events.begin(), perf_events.end());
  for (std::size_t i = 0; i < std::min(asked.size(), asked_event_metrics.size()); ++i)
    events.push_back({asked_event_metrics[i], asked[i]});
  for (const PerfEvent& event : events) {
    const auto same = [&event](const Counter& counter) { return counter.metric == event.metric; };
    if (!is_usable(group, event.metric) || std::any_of(counters_.begin(), counters_.end(), same)) continue;
    if (const int fd = open_event(event, process, group.user_only()); fd >= 0)
      counters_.push_back({event.metric, fd});
  }
}

TreeCounters::~TreeCounters() {
  for (const Counter& counter : counters_) ::close(counter.fd);
}

void TreeCounters::take(PhaseReadings& readings) {
  for (Counter& counter : counters_) {
    std::array<std::uint64_t, 3> words{};  // count, time enabled, time running
    if (::read(counter.fd, words.data(), sizeof words) != static_cast<ssize_t>(sizeof words) || words[2] == 0)
      continue;
    const double scale = static_cast<double>(words[1]) / static_cast<double>(words[2]);
    const auto count = static_cast<std::int64_t>(static_cast<double>(words[0]) * scale);
    readings[counter.metric] = std::max<std::int64_t>(0, count - counter.taken);
    counter.taken = std::max(counter.taken, count);
  }
}

}  // namespace allocscale::starter
