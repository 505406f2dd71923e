// What did one phase cost? Reads the kernel's counters of the calling thread around it.
//
// No allocation, no exceptions, no locale: it runs in the measured process. A start and a stop cost about 10
// µs each on a 2.6 GHz EPYC, nearly all of it /proc/thread-self/sched, and all of it outside wall_ns.
#pragma once

#include <sys/resource.h>

#include <cstdint>
#include <optional>
#include <span>

#include "harness/model/event_code.hpp"
#include "harness/model/metric.hpp"
#include "harness/runner/meter/perf_group.hpp"
#include "harness/runner/meter/proc_file.hpp"

namespace allocscale {

/// Make it, start it and stop it on the thread that is measured: all counters are that thread's, which in a
/// process of one thread are the process's.
class PhaseMeter {
 public:
  /// Opens the thread's schedstat and sched files and its perf events; a metric whose file or event is
  /// missing is absent from every reading. `asked`: see PerfGroup.
  explicit PhaseMeter(std::span<const EventCode> asked = {});

  /// Reads the counters; the clock last, so that none of the reading is in the phase.
  void start();

  /// The differences since start(); the clock is read first.
  [[nodiscard]] PhaseReadings stop() const;

 private:
  struct Snapshot {
    std::int64_t wall_ns = 0;
    std::int64_t cpu_ns = 0;
    rusage usage{};
    std::optional<std::int64_t> run_delay_ns;
    std::optional<std::int64_t> migrations;
    GroupReading counts;
  };

  void read_files(Snapshot& snapshot) const;

  ProcFile schedstat_;
  ProcFile sched_;
  PerfGroup counters_;
  Snapshot start_;
};

}  // namespace allocscale
