#include "harness/runner/worker.hpp"

#include <sched.h>
#include <sys/mman.h>
#include <unistd.h>

#include <new>
#include <optional>

#include "allocators/family.hpp"
#include "allocators/identity.hpp"
#include "harness/measure/meter/phase_meter.hpp"
#include "harness/measure/meter/worker_memory.hpp"
#include "harness/model/phase.hpp"
#include "harness/protocol/rendezvous.hpp"
#include "harness/runner/rehearsal.hpp"
#include "harness/runner/speech.hpp"
#include "harness/runner/start.hpp"
#include "kernels/contract/out_of_memory.hpp"
#include "kernels/contract/registry.hpp"

namespace allocscale::runner {
namespace {

constexpr std::size_t phases = phase_names.size();

// One iteration's readings and its answer.
struct Iteration {
  PhaseReadings phase[phases];
  std::uint64_t checksum = 0;
};

// Everything the measured part writes to, mapped and touched before it: not on the allocator's heap.
struct Buffers {
  Iteration* iterations;
  void* task;
};

Buffers map_buffers(const Options& options, const kernels::Binding& binding) {
  const std::size_t iterations_bytes = sizeof(Iteration) * static_cast<std::size_t>(options.iterations);
  const std::size_t task_bytes = (binding.bytes + 63) / 64 * 64;
  void* memory = ::mmap(nullptr, task_bytes + iterations_bytes, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
  if (memory == MAP_FAILED) fail("set-up", "cannot map the buffers for the results", protocol::exit_setup);
  auto* iterations = reinterpret_cast<Iteration*>(static_cast<char*>(memory) + task_bytes);
  for (int i = 0; i < options.iterations; ++i) ::new (iterations + i) Iteration;
  return {iterations, memory};
}

// Says who owns each symbol; ends the process when one is not the declared owner's.
void prove_allocator(const Options& options) {
  const allocators::Declaration declared = allocators::declared_for(options.owner);
  const auto owners = allocators::find_owners(declared);
  const allocators::SymbolOwner* wrong = nullptr;
  protocol::LineWriter& line = output();
  line.begin("hello");
  line.field("protocol", std::int64_t{protocol::protocol_version});
  line.field("allocator", options.allocator.empty() ? declared.name : options.allocator);
  line.field("library", owners.front().path);
  line.open("owners", '[');
  for (const allocators::SymbolOwner& owner : owners) {
    if (wrong == nullptr && !allocators::owned_by(owner.path, owner.declared)) wrong = &owner;
    line.open('{');
    line.field("symbol", owner.symbol);
    line.field("path", owner.path);
    line.close('}');
  }
  line.close(']');
  line.field("verdict", wrong == nullptr ? "proven" : "wrong");
  if (wrong != nullptr) {
    line.open("mismatch", '{');
    line.field("symbol", wrong->symbol);
    line.field("declared", wrong->declared);
    line.field("path", wrong->path);
    line.close('}');
  }
  if (const auto bytes = resident_bytes()) line.field("resident_bytes", *bytes);
  if (!line.end()) ::_exit(protocol::exit_orphaned);
  if (wrong != nullptr) ::_exit(protocol::exit_wrong_allocator);
}

// One iteration; after each phase, and outside it, `passed(phase)`.
template <class Passed>
void measure_iteration(const kernels::Binding& binding, void* task, PhaseMeter& meter, Iteration& now,
                       const Passed& passed) {
  meter.start();
  binding.build(task);
  now.phase[0] = meter.stop();
  passed(0);
  meter.start();
  binding.operate(task);
  now.phase[1] = meter.stop();
  passed(1);
  now.checksum = binding.checksum(task);
  meter.start();
  binding.teardown(task);
  now.phase[2] = meter.stop();
  passed(2);
}

void measure(const Options& options, const kernels::Binding& binding, const Buffers& buffers,
             PhaseMeter& meter) {
  const allocators::Interface& heap = *allocators::declaration.interface;
  const std::uint64_t demand = iteration_bytes(binding, options.size, allocators::declaration.rounding);
  for (int i = 0; i < options.iterations; ++i) {
    if (heap.begin_iteration != nullptr) heap.begin_iteration(demand);
    binding.create(buffers.task, options.size);
    measure_iteration(binding, buffers.task, meter, buffers.iterations[i], [](std::size_t) {});
    if (heap.end_iteration != nullptr) heap.end_iteration();
  }
}

// The allocator is not told of iterations: none of them is its own.
void measure_replay(const Options& options, const kernels::Binding& binding, const Buffers& buffers,
                    PhaseMeter& meter, const RecordingFile& recording) {
  for (int i = 0; i < options.iterations; ++i) {
    binding.create(buffers.task, options.size);
    measure_iteration(binding, buffers.task, meter, buffers.iterations[i],
                      [&](std::size_t phase) { check_replayed(recording, i, phase); });
  }
}

void read_null_replay(const Options& options, const Buffers& buffers, const RecordingFile& recording) {
  for (int i = 0; i < options.iterations; ++i)
    for (std::size_t phase = 0; phase < phases; ++phase)
      buffers.iterations[i].phase[phase][PhaseMetric::null_replay_ns] = null_replay_ns(recording, i, phase);
}

void read_statistics(const Options& options, WorkerReadings& readings) {
  const allocators::Statistics seen = allocators::loaded_statistics(allocators::loaded_family(options.owner));
  readings[WorkerMetric::allocator_allocated_bytes] = seen.allocated_bytes;
  readings[WorkerMetric::allocator_resident_bytes] = seen.resident_bytes;
  readings[WorkerMetric::allocator_mapped_bytes] = seen.mapped_bytes;
  readings[WorkerMetric::allocator_retained_bytes] = seen.retained_bytes;
}

template <class AnyReadings, class Infos>
void write_metrics(const AnyReadings& readings, const Infos& infos) {
  for (std::size_t column = 0; column < infos.size(); ++column)
    if (const auto& value = readings.at(column)) output().field(infos[column].name, *value);
}

void write_samples(const Options& options, const Buffers& buffers) {
  protocol::LineWriter& line = output();
  for (int i = 0; i < options.iterations; ++i) {
    for (std::size_t phase = 0; phase < phases; ++phase) {
      line.begin("sample");
      line.field("iteration", std::int64_t{i});
      line.field("phase", phase_names[phase]);
      write_metrics(buffers.iterations[i].phase[phase], phase_metrics);
      line.end();
    }
  }
}

void write_result(const Options& options, const kernels::Binding& binding, const Buffers& buffers,
                  std::int64_t start_ns, std::int64_t stop_ns, const WorkerReadings& readings) {
  const std::uint64_t expected = binding.expected(options.size);
  std::uint64_t checksum = expected;
  int wrong_iteration = -1;
  for (int i = 0; i < options.iterations && wrong_iteration < 0; ++i) {
    checksum = buffers.iterations[i].checksum;
    if (checksum != expected) wrong_iteration = i;
  }
  protocol::LineWriter& line = output();
  line.begin("result");
  line.hex_field("checksum", checksum);
  line.hex_field("expected", expected);
  if (wrong_iteration >= 0) line.field("wrong_iteration", std::int64_t{wrong_iteration});
  if (options.cpu >= 0) line.field("cpu", std::int64_t{options.cpu});
  line.field("start_ns", start_ns);
  line.field("stop_ns", stop_ns);
  line.field("version", allocators::loaded_version(allocators::loaded_family(options.owner)));
  write_metrics(readings, worker_metrics);
  line.end();
}

}  // namespace

int run_worker(const Options& options) {
  settle(options);
  const kernels::Binding& binding = require_binding(options.kernel, options.layout, options.size);
  protocol::Rendezvous* const page = join(options);
  std::optional<RecordingFile> recording;
  if (binding.rehearsal != nullptr) recording = rehearse(options);
  const Buffers buffers = map_buffers(options, binding);
  PhaseMeter meter;
  prove_allocator(options);

  const std::int64_t start_ns = await_start(page);
  const std::int64_t begun_ns = monotonic_ns();
  recording ? measure_replay(options, binding, buffers, meter, *recording)
            : measure(options, binding, buffers, meter);
  const std::int64_t stop_ns = monotonic_ns();

  WorkerReadings readings = read_worker_memory();
  read_statistics(options, readings);
  readings[WorkerMetric::start_skew_ns] = begun_ns - start_ns;
  if (recording) read_null_replay(options, buffers, *recording);
  write_samples(options, buffers);
  write_result(options, binding, buffers, begun_ns, stop_ns, readings);
  return 0;
}

}  // namespace allocscale::runner

// A modelled program that is refused memory ends here: that is an outcome, not a number.
void allocscale::kernels::out_of_memory(std::size_t) noexcept {
  runner::fail("out of memory", "the allocator returned a null pointer", protocol::exit_out_of_memory);
}
