#include "harness/runner/meter/phase_meter.hpp"

#include <time.h>

#include "harness/runner/meter/proc_text.hpp"
#include "harness/runner/meter/reading_difference.hpp"

namespace allocscale {
namespace {

std::int64_t clock_ns(clockid_t clock) {
  timespec now{};
  ::clock_gettime(clock, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

std::int64_t to_ns(const timeval& time) {
  return std::int64_t{time.tv_sec} * 1'000'000'000 + std::int64_t{time.tv_usec} * 1'000;
}

}  // namespace

// A path of thread-self is resolved when it is opened: the descriptor stays with the thread that opened it.
PhaseMeter::PhaseMeter(std::span<const EventCode> asked)
    : schedstat_("/proc/thread-self/schedstat"), sched_("/proc/thread-self/sched"), counters_(asked) {}

void PhaseMeter::read_files(Snapshot& snapshot) const {
  // The line of nr_migrations ends about 350 bytes into the file.
  char buffer[1024];
  snapshot.migrations = migrations_of(sched_.read(buffer, sizeof buffer));
  snapshot.run_delay_ns = run_delay_of(schedstat_.read(buffer, sizeof buffer));
}

// The nearer a counter is to the clock, the less of the reading it counts: files outermost, then perf events,
// rusage, CPU time.
void PhaseMeter::start() {
  read_files(start_);
  start_.counts = counters_.read();
  ::getrusage(RUSAGE_THREAD, &start_.usage);
  start_.cpu_ns = clock_ns(CLOCK_THREAD_CPUTIME_ID);
  start_.wall_ns = clock_ns(CLOCK_MONOTONIC);
}

PhaseReadings PhaseMeter::stop() const {
  Snapshot end;
  end.wall_ns = clock_ns(CLOCK_MONOTONIC);
  end.cpu_ns = clock_ns(CLOCK_THREAD_CPUTIME_ID);
  ::getrusage(RUSAGE_THREAD, &end.usage);
  end.counts = counters_.read();
  read_files(end);

  PhaseReadings readings;
  readings[PhaseMetric::wall_ns] = end.wall_ns - start_.wall_ns;
  readings[PhaseMetric::cpu_ns] = end.cpu_ns - start_.cpu_ns;
  readings[PhaseMetric::user_ns] = to_ns(end.usage.ru_utime) - to_ns(start_.usage.ru_utime);
  readings[PhaseMetric::system_ns] = to_ns(end.usage.ru_stime) - to_ns(start_.usage.ru_stime);
  readings[PhaseMetric::minor_faults] = end.usage.ru_minflt - start_.usage.ru_minflt;
  readings[PhaseMetric::major_faults] = end.usage.ru_majflt - start_.usage.ru_majflt;
  readings[PhaseMetric::run_delay_ns] = minus(end.run_delay_ns, start_.run_delay_ns);
  readings[PhaseMetric::voluntary_switches] = end.usage.ru_nvcsw - start_.usage.ru_nvcsw;
  readings[PhaseMetric::involuntary_switches] = end.usage.ru_nivcsw - start_.usage.ru_nivcsw;
  readings[PhaseMetric::migrations] = minus(end.migrations, start_.migrations);
  counters_.enter(start_.counts, end.counts, readings);
  return readings;
}

}  // namespace allocscale
