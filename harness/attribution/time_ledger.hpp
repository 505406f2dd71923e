// Ledger I: accounting. It divides the time that a phase takes longer together than alone: on the CPU,
// waiting for a CPU, and elsewhere.
#pragma once

#include <optional>
#include <span>

#include "harness/analysis/interval.hpp"

namespace allocscale {

/// One phase of one cell in one block, ns per worker and iteration; absent where it was not reported.
struct PhaseTimes {
  double wall_ns = 0;
  double cpu_ns = 0;
  std::optional<double> user_ns;
  std::optional<double> system_ns;
  std::optional<double> run_delay_ns;  // within the elapsed time, see trial_record.cpp
};

/// The phase in one block.
struct LedgerBlock {
  PhaseTimes alone;
  PhaseTimes together;
  double base_ns = 0;  // T(∅,1) of the whole task, so that the lines of all phases add up to its loss
};

/// How CPU time was divided into user and system time. Most kernels count ticks.
struct TickSampling {
  std::optional<double> ticks_per_second;  // of the machine's kernel
  double cpu_seconds_alone = 0;            // the CPU time that was sampled, of all blocks and workers
  double cpu_seconds_together = 0;
};

/// User or system time in points, and the sampling error of the ticks. An interval over blocks of the same
/// length does not show this error in full.
struct SplitLine {
  Interval points;
  double tick_error = 0;  // points, one standard deviation
};

/// The lines of one phase, points of the time alone, 95 % over blocks: wall = CPU + run queue + rest,
/// exactly.
struct TimeLedger {
  Interval wall;
  Interval cpu;
  std::optional<SplitLine> user;  // absent below 25 ticks, or where their rate is not known
  std::optional<SplitLine> system;
  std::optional<Interval> run_queue;
  Interval
      rest;  // blocked, stolen, or a difference of the clocks; with the run queue where that line is absent
};

/// √(p(1 − p)/(HZ·t)): the standard error of a share p that was sampled at HZ ticks a second over t seconds
/// of CPU time. Absent under 25 ticks, or where their rate is not known: at 250 a second the error was 37
/// points in 5 ms, 9 in 100 ms.
[[nodiscard]] std::optional<double> split_error(double share, std::optional<double> ticks_per_second,
                                                double cpu_seconds);

/// The ledger of these blocks. Absent for fewer than two blocks; a line is absent where one block does not
/// have it.
[[nodiscard]] std::optional<TimeLedger> time_ledger(std::span<const LedgerBlock> blocks,
                                                    const TickSampling& sampling);

}  // namespace allocscale
