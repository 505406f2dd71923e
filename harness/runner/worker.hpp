// The measured run: prove the allocator, wait for the others, measure, answer.
#pragma once

#include <cstdint>

#include "harness/model/metric.hpp"
#include "harness/model/phase.hpp"
#include "harness/runner/options.hpp"

namespace allocscale::protocol {
struct Rendezvous;
}
namespace allocscale::kernels {
struct Binding;
}

namespace allocscale::runner {

/// One iteration's readings and its answer; of a paired trial also when it ran, and whether alone.
struct Iteration {
  PhaseReadings phase[phase_names.size()];
  std::uint64_t checksum = 0;
  bool alone = false;
  std::int64_t late_ns = 0;  // after the start time that was set for it
  std::int64_t start_ns = 0;
  std::int64_t stop_ns = 0;
};

/// What one worker has measured. It is mapped and touched before the start, outside the allocator's heap; the
/// iterations follow it in memory.
struct Report {
  std::int64_t start_ns = 0;
  std::int64_t stop_ns = 0;
  int process = 0;
  std::int64_t recording_bytes = 0;  // of a replay: what it holds to be told the addresses
  WorkerReadings readings;

  [[nodiscard]] Iteration* iterations() { return reinterpret_cast<Iteration*>(this + 1); }
};
static_assert(sizeof(Report) % alignof(Iteration) == 0);

/// Runs the trial's one worker, or all of them, to the end and returns the process's exit status.
[[nodiscard]] int run_worker(const Options& options);

/// Room for the reports of options.workers workers, shared with processes forked from this one.
[[nodiscard]] Report* map_reports(const Options& options);
[[nodiscard]] Report& report_of(Report* reports, const Options& options, int worker);

/// Called on the worker's thread when it has nothing left to do but to wait for the start.
using Ready = void (*)(const Options& options, protocol::Rendezvous* page);

/// Runs one worker on the calling thread: maps its buffers, calls `ready`, waits for the start, measures,
/// stops.
void work(const Options& options, const kernels::Binding& binding, protocol::Rendezvous* page, Report& report,
          Ready ready);

/// Enters what this process and its allocator say of their memory; to be called after the last stop. The
/// recording of a replay is subtracted: it belongs to the instrument, not to the task.
void read_memory(const Options& options, Report& report);

}  // namespace allocscale::runner
