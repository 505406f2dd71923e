// The glossary of metrics: every quantity a trial yields, with its unit and its meaning.
//
// A metric is one line of a list below: its name, unit and meaning, and the heading of its column in the
// tables of a report ("" where they have none). The enum, the table of what is known of each, the store's
// columns, the protocol of the runner, `list metrics` and the columns of csv follow from the list. What
// remains to write is the reader, which sets its value, and an appended migration, which adds its column to
// the store.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace allocscale {

/// What is known of one metric. The name is also its column in the store and its key in the runner's
/// messages.
struct MetricInfo {
  std::string_view name;
  std::string_view unit;
  std::string_view meaning;
  std::string_view heading;  // of its column in the tables of a report; empty: the tables have no such column
};

// What a line becomes: an enumerator, and an entry in the table.
#define ALLOCSCALE_METRIC_ENUMERATOR(name, unit, meaning, heading) name,
#define ALLOCSCALE_METRIC_INFO(name, unit, meaning, heading) MetricInfo{#name, unit, meaning, heading},

#define ALLOCSCALE_PHASE_METRICS(M)                                                                          \
  M(wall_ns, "ns", "elapsed time (CLOCK_MONOTONIC)", "")                                                     \
  M(cpu_ns, "ns", "CPU time, user and system, exact (CLOCK_THREAD_CPUTIME_ID)", "CPU time")                  \
  M(user_ns, "ns", "CPU time in user mode; sampled by ticks on most kernels (getrusage)", "")                \
  M(system_ns, "ns", "CPU time in the kernel; sampled by ticks on most kernels (getrusage)", "")             \
  M(minor_faults, "faults", "page faults served without a disk: first touches of fresh pages (getrusage)",   \
    "minor faults")                                                                                          \
  M(major_faults, "faults", "page faults that waited for a disk (getrusage)", "")                            \
  M(run_delay_ns, "ns", "time runnable but waiting for a CPU (/proc/self/schedstat)", "")                    \
  M(voluntary_switches, "switches", "context switches asked for (getrusage)", "")                            \
  M(involuntary_switches, "switches", "context switches forced on the worker (getrusage)", "")               \
  M(migrations, "moves", "moves to another CPU (/proc/self/sched; absent where the kernel has none)", "")    \
  M(cycles, "cycles", "CPU cycles, as counted: times perf_enabled_ns / perf_running_ns where those differ",  \
    "")                                                                                                      \
  M(instructions, "instructions", "instructions completed, as counted (see cycles)", "")                     \
  M(llc_misses, "misses", "reads that missed the last-level cache, as counted (see cycles)", "")             \
  M(dtlb_misses, "misses", "reads whose page the data TLB did not hold, as counted (see cycles)", "")        \
  M(stalled_cycles, "cycles", "cycles in which the back end could take nothing, as counted (see cycles)",    \
    "")                                                                                                      \
  M(perf_page_faults, "faults", "page faults by perf_event_open: a second witness to minor_faults", "")      \
  M(perf_enabled_ns, "ns", "time the group of perf events was asked to count", "")                           \
  M(perf_running_ns, "ns", "time it did count: less where others used the counters too", "")                 \
  M(raw_event_1, "events", "the first event that the run asked for (run --event), as counted (see cycles)",  \
    "")                                                                                                      \
  M(raw_event_2, "events", "the second event that it asked for, as counted (see cycles)", "")                \
  M(raw_event_3, "events", "the third event that it asked for, as counted (see cycles)", "")                 \
  M(raw_event_4, "events", "the fourth event that it asked for, as counted (see cycles)", "")                \
  M(null_replay_ns, "ns", "of a replayed layout: reading its recorded addresses alone, after the last stop", \
    "")

/// The metrics of one phase of one iteration of one worker.
enum class PhaseMetric : std::size_t { ALLOCSCALE_PHASE_METRICS(ALLOCSCALE_METRIC_ENUMERATOR) };

inline constexpr std::array phase_metrics = {ALLOCSCALE_PHASE_METRICS(ALLOCSCALE_METRIC_INFO)};

/// The metrics that perf_event_open counts, as one group. A count is absent where the machine has no such
/// counter, does not let it be read, or counts known work wrongly by more than a tenth.
inline constexpr std::array<PhaseMetric, 10> perf_counts = {
    PhaseMetric::cycles,      PhaseMetric::instructions,   PhaseMetric::llc_misses,
    PhaseMetric::dtlb_misses, PhaseMetric::stalled_cycles, PhaseMetric::perf_page_faults,
    PhaseMetric::raw_event_1, PhaseMetric::raw_event_2,    PhaseMetric::raw_event_3,
    PhaseMetric::raw_event_4};

/// The perf counts of the events that a run asks for, in the order in which it names them.
inline constexpr std::array<PhaseMetric, 4> asked_event_metrics = {
    PhaseMetric::raw_event_1, PhaseMetric::raw_event_2, PhaseMetric::raw_event_3, PhaseMetric::raw_event_4};

/// What is known of the metric.
[[nodiscard]] constexpr const MetricInfo& metric_info(PhaseMetric metric) {
  return phase_metrics[static_cast<std::size_t>(metric)];
}

#define ALLOCSCALE_WORKER_METRICS(M)                                                                       \
  M(start_skew_ns, "ns", "how long after the common start time the worker started", "")                    \
  M(peak_bytes, "bytes",                                                                                   \
    "largest resident memory (VmHWM), read after the last stop; of a program, its largest process", "")    \
  M(proportional_bytes, "bytes", "proportional memory left after the last stop (Pss of smaps_rollup)", "") \
  M(allocator_allocated_bytes, "bytes",                                                                    \
    "what the allocator says the program still holds after the last stop", "")                             \
  M(allocator_resident_bytes, "bytes", "what the allocator believes to be backed by pages then", "")       \
  M(allocator_mapped_bytes, "bytes",                                                                       \
    "what the allocator says it took from the system and has not given back", "")                          \
  M(allocator_retained_bytes, "bytes", "what was freed and the allocator says it keeps", "")               \
  M(anon_huge_bytes, "bytes",                                                                              \
    "memory in huge pages left after the last stop (AnonHugePages of smaps_rollup)", "")                   \
  M(sibling_operations_per_s, "1/s", "operations per second of a sibling, over its whole run", "")         \
  M(tree_peak_bytes, "bytes",                                                                              \
    "of a program and all that it started: largest sum of resident memory, sampled every 100 ms; shared "  \
    "pages count in each process",                                                                         \
    "")                                                                                                    \
  M(processes, "processes", "of a program: itself and those that it started, as far as they were seen", "")

/// The metrics of one worker, read once.
enum class WorkerMetric : std::size_t { ALLOCSCALE_WORKER_METRICS(ALLOCSCALE_METRIC_ENUMERATOR) };

inline constexpr std::array worker_metrics = {ALLOCSCALE_WORKER_METRICS(ALLOCSCALE_METRIC_INFO)};

#define ALLOCSCALE_TRIAL_METRICS(M)                                                                   \
  M(makespan_ns, "ns", "common start time to the last worker's finish; none if workers are held", "") \
  M(overlap_ppm, "ppm", "share of the measured time in which all workers ran", "")                    \
  M(steal_ns, "ns", "time the hypervisor took from the trial's CPUs (/proc/stat, 10 ms ticks)", "")   \
  M(throttled_ns, "ns", "time the cgroup's CPU quota stopped the trial (cpu.stat)", "")               \
  M(cpu_pressure_ns, "ns", "some-stall time on CPU, whole machine (/proc/pressure/cpu)", "")          \
  M(memory_pressure_ns, "ns", "some-stall time on memory, whole machine (/proc/pressure/memory)", "") \
  M(io_pressure_ns, "ns", "some-stall time on I/O, whole machine (/proc/pressure/io)", "")            \
  M(strangers_ns, "ns",                                                                               \
    "CPU time on the run's CPUs that neither workers nor the harness had, from release to the "       \
    "trial's end; at least so much, as /proc/stat counts in ticks",                                   \
    "")                                                                                               \
  M(harness_cpu_ns, "ns", "the harness's own CPU time from release to last stop", "")                 \
  M(trial_ns, "ns", "the whole trial, from spawn to the last worker's collection", "")                \
  M(sibling_target_per_s, "1/s", "operations per second that the siblings were to keep to", "")

/// The metrics of one trial, read by the harness.
enum class TrialMetric : std::size_t { ALLOCSCALE_TRIAL_METRICS(ALLOCSCALE_METRIC_ENUMERATOR) };

inline constexpr std::array trial_metrics = {ALLOCSCALE_TRIAL_METRICS(ALLOCSCALE_METRIC_INFO)};

#undef ALLOCSCALE_PHASE_METRICS
#undef ALLOCSCALE_WORKER_METRICS
#undef ALLOCSCALE_TRIAL_METRICS
#undef ALLOCSCALE_METRIC_ENUMERATOR
#undef ALLOCSCALE_METRIC_INFO

/// One optional number per metric of an enum. What was not measured is absent, never 0.
template <class Metric, std::size_t Count, class Number = std::int64_t>
class Readings {
 public:
  static constexpr std::size_t size = Count;
  using Value = std::optional<Number>;

  Value& operator[](Metric metric) { return values_[static_cast<std::size_t>(metric)]; }
  const Value& operator[](Metric metric) const { return values_[static_cast<std::size_t>(metric)]; }
  /// The value of the metric with this number in its list: for the store, the runner's messages and csv.
  Value& at(std::size_t column) { return values_.at(column); }
  [[nodiscard]] const Value& at(std::size_t column) const { return values_.at(column); }

  friend bool operator==(const Readings&, const Readings&) = default;

 private:
  std::array<Value, Count> values_{};
};

using PhaseReadings = Readings<PhaseMetric, phase_metrics.size()>;
using WorkerReadings = Readings<WorkerMetric, worker_metrics.size()>;
using TrialReadings = Readings<TrialMetric, trial_metrics.size()>;

/// Means of readings over iterations, workers or trials.
using PhaseMeans = Readings<PhaseMetric, phase_metrics.size(), double>;
using WorkerMeans = Readings<WorkerMetric, worker_metrics.size(), double>;
using TrialMeans = Readings<TrialMetric, trial_metrics.size(), double>;

}  // namespace allocscale
