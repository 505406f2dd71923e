#include "harness/runner/fault_probe.hpp"

#include <sys/mman.h>
#include <sys/resource.h>

#include <cstdlib>

#include "allocators/family.hpp"
#include "harness/protocol/rendezvous.hpp"
#include "harness/runner/speech.hpp"

namespace allocscale::runner {
namespace {

constexpr int rounds = 8;  // thresholds that adapt have settled by the fourth
constexpr std::size_t page_bytes = 4096;

std::int64_t minor_faults() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_minflt;
}

// The pointers to the blocks, outside the heap that is probed.
void** map_blocks(std::size_t count) {
  void* const memory = ::mmap(nullptr, count * sizeof(void*), PROT_READ | PROT_WRITE,
                              MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
  if (memory == MAP_FAILED) fail("set-up", "cannot map the table of blocks", protocol::exit_setup);
  return static_cast<void**>(memory);
}

void run_round(void** blocks, std::size_t count, std::size_t block_bytes) {
  for (std::size_t i = 0; i < count; ++i) {
    blocks[i] = std::malloc(block_bytes);
    if (blocks[i] == nullptr)
      fail("out of memory", "the allocator returned a null pointer", protocol::exit_out_of_memory);
    for (std::size_t at = 0; at < block_bytes; at += page_bytes)
      static_cast<volatile char*>(blocks[i])[at] = 1;
  }
  for (std::size_t i = count; i-- > 0;) std::free(blocks[i]);
}

}  // namespace

int count_faults(const Options& options) {
  require_allocator(options);
  const std::size_t count = options.size / options.block_bytes;
  void** const blocks = map_blocks(count);
  std::int64_t faults[rounds];
  const allocators::Interface& heap = *allocators::declaration.interface;
  for (std::int64_t& of_round : faults) {
    if (heap.begin_iteration != nullptr)
      heap.begin_iteration(options.size + count * 2 * allocators::declaration.rounding.step_bytes);
    const std::int64_t before = minor_faults();
    run_round(blocks, count, options.block_bytes);
    of_round = minor_faults() - before;
    if (heap.end_iteration != nullptr) heap.end_iteration();
  }
  protocol::LineWriter& line = output();
  line.begin("faults");
  line.field("pages", static_cast<std::int64_t>(options.size / page_bytes));
  line.field("first", faults[0]);
  line.field("last", faults[rounds - 1]);
  line.end();
  return 0;
}

}  // namespace allocscale::runner
