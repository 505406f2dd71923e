#include "harness/runner/worker.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <new>
#include <optional>

#include "allocators/contract/family.hpp"
#include "harness/protocol/rendezvous.hpp"
#include "harness/runner/answer.hpp"
#include "harness/runner/crew.hpp"
#include "harness/runner/history.hpp"
#include "harness/runner/measurement.hpp"
#include "harness/runner/meter/worker_memory.hpp"
#include "harness/runner/output.hpp"
#include "harness/runner/process.hpp"
#include "harness/runner/rehearsal.hpp"
#include "harness/runner/sibling.hpp"
#include "harness/runner/start.hpp"
#include "harness/runner/turns.hpp"
#include "kernels/contract/registry.hpp"

namespace allocscale::runner {
namespace {

std::size_t rounded(std::size_t bytes, std::size_t unit) { return (bytes + unit - 1) / unit * unit; }

std::size_t report_bytes(const Options& options) {
  constexpr std::size_t page = 4096;  // no two workers write to one page
  return rounded(sizeof(Report) + sizeof(Iteration) * static_cast<std::size_t>(options.iterations), page);
}

constexpr const char* no_buffers = "cannot map the buffers for the results";

std::int64_t per_second(std::uint64_t operations, std::int64_t ns) {
  return ns <= 0 ? 0
                 : static_cast<std::int64_t>(static_cast<double>(operations) * 1e9 / static_cast<double>(ns));
}

// How long after the common start this worker began; of a paired trial the mean over its iterations together.
std::int64_t start_skew(const Options& options, Report& report, std::int64_t start_ns) {
  if (!options.is_paired) return report.start_ns - start_ns;
  std::int64_t sum = 0, together = 0;
  for (int i = 0; i < options.iterations; ++i) {
    if (report.iterations()[i].alone) continue;
    sum += report.iterations()[i].late_ns;
    ++together;
  }
  return sum / together;
}

void say_hello(const Options& options, protocol::Rendezvous*) { prove_allocator(options); }

}  // namespace

Report* map_reports(const Options& options) {
  return static_cast<Report*>(
      map_pages(report_bytes(options) * static_cast<std::size_t>(options.workers), MAP_SHARED, no_buffers));
}

Report& report_of(Report* reports, const Options& options, int worker) {
  auto* bytes = reinterpret_cast<char*>(reports) + report_bytes(options) * static_cast<std::size_t>(worker);
  return *reinterpret_cast<Report*>(bytes);
}

void work(const Options& options, const kernels::Binding& binding, protocol::Rendezvous* page, Report& report,
          Ready ready) {
  std::optional<RecordingFile> recording;
  if (binding.rehearsal != nullptr) recording = rehearse(options);
  ::new (&report) Report;
  for (int i = 0; i < options.iterations; ++i) ::new (report.iterations() + i) Iteration;
  void* const task = map_pages(rounded(binding.bytes, 64), MAP_PRIVATE, no_buffers);
  Instruments with{PhaseMeter({options.events.data(), options.event_count}),
                   ResultPipe(options.returns_result), recording ? &*recording : nullptr};
  if (!recording) make_history(options, binding);  // a replay's is its rehearsal's
  if (options.is_sibling) prepare_sibling(options, binding, task);
  ready(options, page);

  const std::int64_t start_ns = await_start(page);
  report.start_ns = monotonic_ns();
  std::uint64_t sibling_operations = 0;
  if (options.is_sibling)
    sibling_operations = run_sibling(options, binding, task, *page, report);
  else
    measure(options, binding, task, with, page, report);
  report.stop_ns = monotonic_ns();
  if (options.is_paired) end_turns(options, *page);
  if (options.is_sibling)
    report.readings[WorkerMetric::sibling_operations_per_s] =
        per_second(sibling_operations, report.stop_ns - report.start_ns);
  else if (page != nullptr)
    page->stopped.fetch_add(1, std::memory_order_release);
  if (recording) {
    report.recording_bytes = static_cast<std::int64_t>(recording->bytes());
    read_null_replay(options, *recording, report);
  }
  report.readings[WorkerMetric::start_skew_ns] = start_skew(options, report, start_ns);
  report.process = ::getpid();
}

void read_memory(const Options& options, Report& report) {
  const WorkerReadings memory = read_worker_memory();
  const allocators::Statistics seen = allocators::loaded_statistics(options.owner);
  for (std::size_t column = 0; column < WorkerReadings::size; ++column)
    if (memory.at(column)) report.readings.at(column) = memory.at(column);
  for (const WorkerMetric metric : {WorkerMetric::peak_bytes, WorkerMetric::proportional_bytes})
    if (auto& bytes = report.readings[metric]) *bytes -= report.recording_bytes;
  report.readings[WorkerMetric::allocator_allocated_bytes] = seen.allocated_bytes;
  report.readings[WorkerMetric::allocator_resident_bytes] = seen.resident_bytes;
  report.readings[WorkerMetric::allocator_mapped_bytes] = seen.mapped_bytes;
  report.readings[WorkerMetric::allocator_retained_bytes] = seen.retained_bytes;
}

int run_worker(const Options& options) {
  prepare_process(options);
  const kernels::Binding& binding = require_binding(options.kernel, options.layout, options.size);
  protocol::Rendezvous* const page = map_rendezvous(options);
  if (page != nullptr) set_peers(*page);
  if (options.is_sibling && page == nullptr)
    fail("usage", "--accompany needs another worker: --rendezvous is missing", protocol::exit_usage);
  if (options.is_paired && (page == nullptr || options.is_sibling || options.start != StartMethod::exec))
    fail(
        "usage",
        "--paired needs another worker, a process of its own: --rendezvous is missing, or there is --accompany or --start",
        protocol::exit_usage);
  if (options.start == StartMethod::thread && binding.rehearsal != nullptr)
    fail("usage", "a replayed layout takes a process for each worker: one address is one worker's",
         protocol::exit_usage);
  if (options.start != StartMethod::exec) return run_crew(options, binding, page);
  Report& report = *map_reports(options);
  work(options, binding, page, report, say_hello);
  read_memory(options, report);
  write_answer(options, binding, report);
  return 0;
}

}  // namespace allocscale::runner
