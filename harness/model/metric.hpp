// The glossary of metrics: every quantity a trial yields, with its unit and its meaning. The order of an enum
// is the order of its table below and of the store's columns.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace allocscale {

struct MetricInfo {
  std::string_view name;
  std::string_view unit;
  std::string_view meaning;
};

/// Of one phase of one iteration of one worker.
enum class PhaseMetric : std::size_t {
  wall_ns,
  cpu_ns,
  user_ns,
  system_ns,
  minor_faults,
  major_faults,
  run_delay_ns,
  voluntary_switches,
  involuntary_switches,
  migrations,
  cycles,
  instructions,
  llc_misses,
  dtlb_misses,
  stalled_cycles,
  perf_page_faults,
  perf_enabled_ns,
  perf_running_ns,
  raw_event_1,
  raw_event_2,
  raw_event_3,
  raw_event_4,
};

inline constexpr std::array<MetricInfo, 22> phase_metrics = {{
    {"wall_ns", "ns", "elapsed time (CLOCK_MONOTONIC)"},
    {"cpu_ns", "ns", "CPU time, user and system, exact (CLOCK_THREAD_CPUTIME_ID)"},
    {"user_ns", "ns", "CPU time in user mode; sampled by ticks on most kernels (getrusage)"},
    {"system_ns", "ns", "CPU time in the kernel; sampled by ticks on most kernels (getrusage)"},
    {"minor_faults", "faults", "page faults served without a disk: first touches of fresh pages (getrusage)"},
    {"major_faults", "faults", "page faults that waited for a disk (getrusage)"},
    {"run_delay_ns", "ns", "time runnable but waiting for a CPU (/proc/self/schedstat)"},
    {"voluntary_switches", "switches", "context switches asked for (getrusage)"},
    {"involuntary_switches", "switches", "context switches forced on the worker (getrusage)"},
    {"migrations", "moves", "moves to another CPU (/proc/self/sched; absent where the kernel has none)"},
    {"cycles", "cycles",
     "CPU cycles, as counted: times perf_enabled_ns / perf_running_ns where those differ"},
    {"instructions", "instructions", "instructions completed, as counted (see cycles)"},
    {"llc_misses", "misses", "reads that missed the last-level cache, as counted (see cycles)"},
    {"dtlb_misses", "misses", "reads whose page the data TLB did not hold, as counted (see cycles)"},
    {"stalled_cycles", "cycles", "cycles in which the back end could take nothing, as counted (see cycles)"},
    {"perf_page_faults", "faults", "page faults by perf_event_open: a second witness to minor_faults"},
    {"perf_enabled_ns", "ns", "time the group of perf events was asked to count"},
    {"perf_running_ns", "ns", "time it did count: less where others used the counters too"},
    {"raw_event_1", "events",
     "the first event that the run asked for by code (run --event), as counted (see cycles)"},
    {"raw_event_2", "events", "the second event asked for by code, as counted (see cycles)"},
    {"raw_event_3", "events", "the third event asked for by code, as counted (see cycles)"},
    {"raw_event_4", "events", "the fourth event asked for by code, as counted (see cycles)"},
}};

/// The metrics that perf_event_open counts, as one group. Absent where the machine has no such counter, does
/// not let it be read, or reads known work wrongly by more than a tenth.
inline constexpr std::array<PhaseMetric, 10> perf_counts = {
    PhaseMetric::cycles,      PhaseMetric::instructions,   PhaseMetric::llc_misses,
    PhaseMetric::dtlb_misses, PhaseMetric::stalled_cycles, PhaseMetric::perf_page_faults,
    PhaseMetric::raw_event_1, PhaseMetric::raw_event_2,    PhaseMetric::raw_event_3,
    PhaseMetric::raw_event_4};

/// Those of them whose event a run names by its code, in the order in which it names them.
inline constexpr std::array<PhaseMetric, 4> raw_event_metrics = {
    PhaseMetric::raw_event_1, PhaseMetric::raw_event_2, PhaseMetric::raw_event_3, PhaseMetric::raw_event_4};

[[nodiscard]] constexpr const MetricInfo& metric_info(PhaseMetric metric) {
  return phase_metrics[static_cast<std::size_t>(metric)];
}

/// Of one worker, read once.
enum class WorkerMetric : std::size_t {
  start_skew_ns,
  peak_bytes,
  proportional_bytes,
  allocator_allocated_bytes,
  allocator_resident_bytes,
  allocator_mapped_bytes,
  allocator_retained_bytes,
  anon_huge_bytes,
  sibling_operations_per_s,
};

inline constexpr std::array<MetricInfo, 9> worker_metrics = {{
    {"start_skew_ns", "ns", "how long after the common start time the worker started"},
    {"peak_bytes", "bytes", "largest resident memory (VmHWM), read after the last stop"},
    {"proportional_bytes", "bytes", "proportional memory left after the last stop (Pss of smaps_rollup)"},
    {"allocator_allocated_bytes", "bytes",
     "what the allocator says the program still holds after the last stop"},
    {"allocator_resident_bytes", "bytes", "what the allocator believes to be backed by pages then"},
    {"allocator_mapped_bytes", "bytes",
     "what the allocator says it took from the system and has not given back"},
    {"allocator_retained_bytes", "bytes", "what was freed and the allocator says it keeps"},
    {"anon_huge_bytes", "bytes",
     "memory in huge pages left after the last stop (AnonHugePages of smaps_rollup)"},
    {"sibling_operations_per_s", "1/s", "operations per second of a sibling, over its whole run"},
}};

/// Of one trial, read by the harness.
enum class TrialMetric : std::size_t {
  makespan_ns,
  overlap_ppm,
  steal_ns,
  throttled_ns,
  cpu_pressure_ns,
  memory_pressure_ns,
  io_pressure_ns,
  harness_cpu_ns,
  trial_ns,
  sibling_target_per_s,
};

inline constexpr std::array<MetricInfo, 10> trial_metrics = {{
    {"makespan_ns", "ns", "common start time to the last worker's finish"},
    {"overlap_ppm", "ppm", "share of the measured time in which all workers ran"},
    {"steal_ns", "ns", "time the hypervisor took from the trial's CPUs (/proc/stat, 10 ms ticks)"},
    {"throttled_ns", "ns", "time the cgroup's CPU quota stopped the trial (cpu.stat)"},
    {"cpu_pressure_ns", "ns", "some-stall time on CPU, whole machine (/proc/pressure/cpu)"},
    {"memory_pressure_ns", "ns", "some-stall time on memory, whole machine (/proc/pressure/memory)"},
    {"io_pressure_ns", "ns", "some-stall time on I/O, whole machine (/proc/pressure/io)"},
    {"harness_cpu_ns", "ns", "the harness's own CPU time from release to last stop"},
    {"trial_ns", "ns", "the whole trial, from spawn to the last worker's collection"},
    {"sibling_target_per_s", "1/s", "operations per second that the siblings were to keep to"},
}};

/// One optional value per metric of an enum: absent is absent, never 0.
template <class Metric, std::size_t Count>
class Readings {
 public:
  static constexpr std::size_t size = Count;
  using Value = std::optional<std::int64_t>;

  Value& operator[](Metric metric) { return values_[static_cast<std::size_t>(metric)]; }
  const Value& operator[](Metric metric) const { return values_[static_cast<std::size_t>(metric)]; }
  /// By column number, for the store and the wire.
  Value& at(std::size_t column) { return values_.at(column); }
  [[nodiscard]] const Value& at(std::size_t column) const { return values_.at(column); }

  friend bool operator==(const Readings&, const Readings&) = default;

 private:
  std::array<Value, Count> values_{};
};

using PhaseReadings = Readings<PhaseMetric, phase_metrics.size()>;
using WorkerReadings = Readings<WorkerMetric, worker_metrics.size()>;
using TrialReadings = Readings<TrialMetric, trial_metrics.size()>;

}  // namespace allocscale
