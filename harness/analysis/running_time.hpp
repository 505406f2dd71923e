// Which time of a task is judged, and how much of it was spent waiting for a CPU?
//
// Running time is elapsed time less run-queue delay: the time in which the task could run and other programs
// had its CPU (/proc/thread-self/schedstat). It is judged where each worker is pinned to a CPU of its own.
// There, the delay tells of the machine and not of the task: with a compiler on one of two CPUs, elapsed time
// called every task a loss, a task that only computes by 1.58×, where its running time was 1.007× as long.
//
// What running time cannot mend: a worker that waits competes less with the others, and its caches are
// evicted meanwhile. So a row that waited much is told to be busy and gets no verdict.
#pragma once

#include <optional>

#include "harness/analysis/task_time.hpp"
#include "harness/model/cell.hpp"
#include "harness/model/metric.hpp"
#include "harness/model/trial.hpp"

namespace allocscale {

/// The largest share of the elapsed time that may be spent waiting: above it a trial is flagged, a block is
/// run again, a row gets no verdict.
inline constexpr double most_waiting_of_trial = 0.02;
inline constexpr double most_waiting_of_block = 0.03;
inline constexpr double most_waiting_of_row = 0.02;

/// Whether each worker of the cell is pinned to a CPU that no other worker has: then running time is judged,
/// and waiting is a disturbance. Elsewhere elapsed time is judged, since waiting is what the cell asks for.
[[nodiscard]] bool judges_running_time(const Cell& cell, int capacity);

/// Elapsed time, and of it the run-queue delay and the CPU time, ns. Absent where they were not read.
struct TimeParts {
  std::optional<double> elapsed_ns;
  std::optional<double> delay_ns;
  std::optional<double> cpu_ns;
};

/// The parts of the time of one trial or one worker, per worker and iteration.
[[nodiscard]] TimeParts time_parts(const PhaseMeans& means);
[[nodiscard]] TimeParts time_parts(const TrialResult& trial, IterationRange iterations);
[[nodiscard]] TimeParts time_parts(const WorkerResult& worker, IterationRange iterations);

/// The time that is judged, ns: elapsed time, less the run-queue delay if `running`, but no less than the CPU
/// time: the delay is read before and after the clock, and may hold a wait at either edge that the clock does
/// not. Elapsed time also where the kernel does not report the delay. Absent where elapsed time is.
[[nodiscard]] std::optional<double> judged_time(const TimeParts& parts, bool running);

/// What running time leaves out of the elapsed time, as a share of it, 0 to 1. Absent where elapsed time or
/// the delay is.
[[nodiscard]] std::optional<double> waiting_share(const TimeParts& parts);

}  // namespace allocscale
