// The perf events of a process and of all that it starts (perf_event_open(2), inherit).
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <span>
#include <vector>

#include "harness/model/event_code.hpp"
#include "harness/model/metric.hpp"

namespace allocscale::starter {

/// Counts from the process's next execve(2) on. An inherited event cannot be read as one of a group, so each
/// has times of its own: a count is scaled by them at once, and perf_enabled_ns and perf_running_ns are not
/// given.
class TreeCounters {
 public:
  /// Opens every event that counts known work rightly here, and those that are asked for (see PerfGroup);
  /// none where there is none.
  TreeCounters(pid_t process, std::span<const EventCode> asked);
  TreeCounters(const TreeCounters&) = delete;
  TreeCounters& operator=(const TreeCounters&) = delete;
  ~TreeCounters();

  /// Enters what was counted since the last call, or since the start: of the processes that live and of those
  /// that have ended. A count is absent where its event never ran.
  void take(PhaseReadings& readings);

 private:
  struct Counter {
    PhaseMetric metric;
    int fd = -1;
    std::int64_t taken = 0;
  };

  std::vector<Counter> counters_;
};

}  // namespace allocscale::starter
