#include "harness/runner/measurement.hpp"

#include "allocators/contract/declaration.hpp"
#include "harness/runner/describe.hpp"
#include "harness/runner/process.hpp"
#include "harness/runner/rehearsal.hpp"
#include "harness/runner/turns.hpp"
#include "kernels/contract/registry.hpp"

namespace allocscale::runner {
namespace {

// Iteration number i; after each phase of a replay, and outside it, the phase is held against its rehearsal.
void measure_iteration(const Options& options, const kernels::Binding& binding, void* task, Instruments& with,
                       Iteration& now, int i) {
  const auto passed = [&](std::size_t phase) {
    if (with.recording != nullptr) check_replayed(*with.recording, i, phase);
  };
  with.meter.start();
  binding.build(task);
  now.phase[0] = with.meter.stop();
  passed(0);
  with.meter.start();
  binding.operate(task);
  with.result.send(options.size);
  now.phase[1] = with.meter.stop();
  passed(1);
  now.checksum = binding.checksum(task);
  with.meter.start();
  binding.teardown(task);
  now.phase[2] = with.meter.stop();
  passed(2);
}

}  // namespace

void measure(const Options& options, const kernels::Binding& binding, void* task, Instruments& with,
             protocol::Rendezvous* page, Report& report) {
  const allocators::Declaration& heap = allocators::declaration;
  const bool tell = with.recording == nullptr;  // of a replay's iterations none is the allocator's
  const std::uint64_t demand =
      tell ? iteration_bytes(binding, options.size, allocators::declaration.rounding) : 0;
  for (int i = 0; i < options.iterations; ++i) {
    if (tell && heap.begin_iteration != nullptr) heap.begin_iteration(demand);
    binding.create(task, options.size);
    Iteration& now = report.iterations()[i];
    if (options.is_paired) await_turn(options, *page, i, now);
    measure_iteration(options, binding, task, with, now, i);
    if (options.is_paired) now.stop_ns = monotonic_ns();
    if (tell && heap.end_iteration != nullptr) heap.end_iteration();
  }
}

void read_null_replay(const Options& options, const RecordingFile& recording, Report& report) {
  for (int i = 0; i < options.iterations; ++i)
    for (std::size_t phase = 0; phase < phase_names.size(); ++phase)
      report.iterations()[i].phase[phase][PhaseMetric::null_replay_ns] = null_replay_ns(recording, i, phase);
}

}  // namespace allocscale::runner
