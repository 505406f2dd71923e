#include "harness/microbench/benchmarks.hpp"

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "allocators/contract/demand.hpp"
#include "kernels/contract/registry.hpp"

namespace allocscale::microbench {
namespace {

using Clock = std::chrono::steady_clock;
using kernels::Binding;

enum class Timed { operate, iteration };

alignas(64) std::byte storage[4096];  // of the one task of this process
bool answered_wrongly = false;

double seconds_of(void (*phase)(void*)) {
  const auto begun = Clock::now();
  phase(storage);
  return std::chrono::duration<double>(Clock::now() - begun).count();
}

/// For an allocator that is told of iterations.
std::uint64_t demand_bytes(const Binding& binding, std::uint64_t n) {
  const kernels::Footprint alive = binding.footprint(n);
  const kernels::Work all = binding.work(n);
  return allocators::iteration_bytes(
      {alive.elements, alive.element_bytes, alive.buffer_bytes, all.element_allocations,
       all.buffer_allocations, all.buffer_request_bytes},
      allocators::declaration.rounding);
}

/// One iteration, in seconds of what is timed; the answer is read between the phases, outside the timed
/// parts.
double run_once(const Binding& binding, std::uint64_t n, Timed timed, bool* right) {
  const allocators::Declaration& heap = allocators::declaration;
  if (heap.begin_iteration != nullptr) heap.begin_iteration(demand_bytes(binding, n));
  binding.create(storage, n);
  const double build = seconds_of(binding.build);
  const double operate = seconds_of(binding.operate);
  if (right != nullptr) *right = binding.checksum(storage) == binding.expected(n);
  const double teardown = seconds_of(binding.teardown);
  if (heap.end_iteration != nullptr) heap.end_iteration();
  return timed == Timed::operate ? operate : build + operate + teardown;
}

void run(benchmark::State& state, const Binding& binding, std::uint64_t n, Timed timed) {
  if (binding.bytes > sizeof(storage)) {
    state.SkipWithError("the task is larger than the room for it");
    return;
  }
  bool right = true;
  bool checked = false;
  for ([[maybe_unused]] const auto iteration : state) {
    state.SetIterationTime(run_once(binding, n, timed, checked ? nullptr : &right));
    checked = true;
    if (!right) {
      answered_wrongly = true;
      state.SkipWithError("wrong answer");
      break;
    }
  }
  const kernels::Work work = binding.work(n);
  const auto iterations = static_cast<std::int64_t>(state.iterations());
  if (work.logical_bytes > 0)
    state.SetBytesProcessed(iterations * static_cast<std::int64_t>(work.logical_bytes));
  if (work.operations > 0) state.SetItemsProcessed(iterations * static_cast<std::int64_t>(work.operations));
  state.counters["allocs_per_element"] =
      static_cast<double>(work.element_allocations + work.buffer_allocations) / static_cast<double>(n);
}

/// In the first-level cache, in the second-level cache and beyond; then the size that experiments run.
std::vector<std::uint64_t> sizes(const kernels::KernelInfo& kernel) {
  std::vector<std::uint64_t> sizes;
  if (kernel.kind == kernels::KernelKind::list)
    for (const std::uint64_t n : {std::uint64_t{1024}, std::uint64_t{16'384}, std::uint64_t{131'072}})
      if (n < kernel.small) sizes.push_back(n);
  sizes.push_back(kernel.small);
  return sizes;
}

void register_one(const Binding& binding, std::uint64_t n, Timed timed) {
  const std::string name = std::string(binding.kernel->name) + "/" + std::string(binding.layout->name) +
                           (timed == Timed::operate ? "/operate/" : "/iteration/") + std::to_string(n);
  benchmark::RegisterBenchmark(name.c_str(), [&binding, n, timed](benchmark::State& state) {
    run(state, binding, n, timed);
  })->UseManualTime();
}

}  // namespace

void register_benchmarks() {
  for (const kernels::KernelBindings bindings : kernels::all_kernels())
    for (const Binding& binding : bindings) {
      // A replay is as long as its rehearsal: it cannot be repeated until the time is up.
      if (!binding.unsupported.empty() || binding.rehearsal != nullptr) continue;
      for (const std::uint64_t n : sizes(*binding.kernel)) {
        register_one(binding, n, Timed::operate);
        if (binding.kernel->kind == kernels::KernelKind::list) register_one(binding, n, Timed::iteration);
      }
    }
}

bool wrong_answer() { return answered_wrongly; }

}  // namespace allocscale::microbench
