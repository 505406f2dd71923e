// How much CPU time did programs have on a run's CPUs that are neither workers nor the harness?
//
// /proc/stat tells how long the CPUs were busy. What the trial's processes and the harness used of it is
// known to the nanosecond; the rest is strangers'. It is asked of all CPUs that the run uses, also while only
// one worker runs: a program on another CPU takes cache, bandwidth and clock frequency from it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <span>

namespace allocscale {

/// CPU time up to a moment, or between two, in ns.
struct CpuAccount {
  std::optional<std::int64_t> busy_ns;     // of the watched CPUs, by whomever; absent where not listed
  std::optional<std::int64_t> workers_ns;  // of the trial's processes; absent where they cannot be listed
  std::int64_t harness_ns = 0;

  friend bool operator==(const CpuAccount&, const CpuAccount&) = default;
};

/// after − before; absent where either is.
[[nodiscard]] CpuAccount difference(const CpuAccount& before, const CpuAccount& after);

/// What strangers had at least: busy time that nobody known had, less 2·√cpus ticks, 0 where that is
/// negative. Busy time is cut to whole ticks in each of its parts, and charged to whoever runs at a tick; on
/// a quiet machine of 250 Hz its error had a standard deviation below one tick of 10 ms for each CPU. `cpus`:
/// how many are watched. Absent where the account is.
[[nodiscard]] std::optional<std::int64_t> strangers_ns(const CpuAccount& added, std::size_t cpus,
                                                       std::int64_t tick_ns);

/// Watches one trial. Its workers are all processes that descend from this one and were not there before.
class StrangerWatch {
 public:
  /// Call before the first worker is started. `cpus` are watched, all when empty.
  explicit StrangerWatch(std::span<const int> cpus);

  /// Call when the workers are released.
  void release() { at_release_ = read(); }

  /// Call when no worker is left. What strangers had since the release, as strangers_ns().
  [[nodiscard]] std::optional<std::int64_t> strangers_since_release() const;

 private:
  [[nodiscard]] CpuAccount read() const;

  std::span<const int> cpus_;
  std::set<int> there_before_;  // pids of children that are no workers
  CpuAccount at_release_;
};

}  // namespace allocscale
