#include "harness/runner/sibling.hpp"

#include "harness/protocol/rendezvous.hpp"
#include "harness/runner/process.hpp"
#include "kernels/contract/registry.hpp"

namespace allocscale::runner {
namespace {

bool has_ended(const protocol::Rendezvous& page) { return page.stopped.load(std::memory_order_acquire) != 0; }

// When the next repeat is due, after the first began.
std::int64_t due_ns(const Options& options, std::uint64_t operations) {
  if (options.operations_per_s == 0) return 0;
  const double seconds = static_cast<double>(operations) / static_cast<double>(options.operations_per_s);
  constexpr double longest = 1e9;  // no overflow: nobody waits that long
  return static_cast<std::int64_t>((seconds < longest ? seconds : longest) * 1e9);
}

}  // namespace

void prepare_sibling(const Options& options, const kernels::Binding& binding, void* task) {
  binding.create(task, options.size);
  binding.build(task);
}

std::uint64_t run_sibling(const Options& options, const kernels::Binding& binding, void* task,
                          const protocol::Rendezvous& page, Report& report) {
  const std::int64_t begun_ns = monotonic_ns();
  const std::uint64_t each = binding.work(options.size).operations;
  for (std::uint64_t operations = each;; operations += each) {
    binding.operate(task);
    bool ended = false;
    while (!(ended = has_ended(page)) && monotonic_ns() - begun_ns < due_ns(options, operations)) {
    }
    if (ended) {
      report.iterations()[0].checksum = binding.checksum(task);
      binding.teardown(task);
      return operations;
    }
    if (binding.kernel->repeats) continue;
    binding.teardown(task);
    prepare_sibling(options, binding, task);
  }
}

}  // namespace allocscale::runner
