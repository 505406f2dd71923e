#include "harness/runner/fault_probe.hpp"

#include <sys/mman.h>
#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <iterator>
#include <numeric>
#include <utility>

#include "allocators/contract/family.hpp"
#include "harness/protocol/rendezvous.hpp"
#include "harness/runner/output.hpp"
#include "harness/runner/process.hpp"
#include "kernels/contract/out_of_memory.hpp"

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
  return static_cast<void**>(map_pages(count * sizeof(void*), MAP_PRIVATE, "cannot map the table of blocks"));
}

void* take_filled(std::size_t bytes) {
  void* const block = std::malloc(bytes);
  if (block == nullptr) kernels::out_of_memory(bytes);
  for (std::size_t at = 0; at < bytes; at += page_bytes) static_cast<volatile char*>(block)[at] = 1;
  return block;
}

void run_round(void** blocks, std::size_t count, std::size_t block_bytes) {
  for (std::size_t i = 0; i < count; ++i) blocks[i] = take_filled(block_bytes);
  for (std::size_t i = count; i-- > 0;) std::free(blocks[i]);
}

void begin_line(std::uint64_t bytes, std::int64_t first, std::int64_t last) {
  LineWriter& line = output();
  line.begin("faults");
  line.field("pages", static_cast<std::int64_t>(bytes / page_bytes));
  line.field("first", first);
  line.field("last", last);
}

void wait_ms(int ms) {
  timespec left{.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1'000'000L};
  while (ms > 0 && ::clock_nanosleep(CLOCK_MONOTONIC, 0, &left, &left) == EINTR) {
  }
}

// Blocks that are alive in the rounds, and renewed after each pause. mimalloc 2.0 looks at the clock when it
// frees a block of a segment that is in use (segment.c, mi_segment_perhaps_decommit). It keeps the last page
// of a size, so one block stays, and of two that are freed after the pause one goes back.
class BlocksBeside {
 public:
  explicit BlocksBeside(std::size_t bytes) : bytes_(bytes) {}
  void take() {
    for (void*& block : blocks_)
      if (block == nullptr) block = take_filled(bytes_);
  }
  void renew() {
    for (std::size_t i = 1; i < std::size(blocks_); ++i) std::free(std::exchange(blocks_[i], nullptr));
    take();
  }

 private:
  std::size_t bytes_;
  void* blocks_[3] = {};
};

// The buffer in use, replaced by another.
class Buffer {
 public:
  // Returns the faults of the round.
  std::int64_t replace(std::size_t bytes) {
    const std::int64_t before = minor_faults();
    void* const larger = take_filled(bytes);
    std::free(block_);
    block_ = larger;
    return minor_faults() - before;
  }

 private:
  void* block_ = nullptr;
};

}  // namespace

int count_faults(const Options& options) {
  require_allocator(options);
  const std::size_t count = options.size / options.block_bytes;
  void** const blocks = map_blocks(count);
  std::int64_t faults[rounds];
  const allocators::Declaration& heap = allocators::declaration;
  const bool with_pauses = options.pause_ms > 0 && heap.begin_iteration == nullptr;
  BlocksBeside beside(options.block_bytes);
  if (with_pauses) beside.take();
  for (std::int64_t& of_round : faults) {
    if (heap.begin_iteration != nullptr)
      heap.begin_iteration(options.size + count * 2 * allocators::declaration.rounding.step_bytes);
    const std::int64_t before = minor_faults();
    run_round(blocks, count, options.block_bytes);
    of_round = minor_faults() - before;
    if (heap.end_iteration != nullptr) heap.end_iteration();
    wait_ms(options.pause_ms);
    if (with_pauses) beside.renew();
  }
  begin_line(options.size, faults[0], faults[rounds - 1]);
  output().field("warm", std::accumulate(faults + 1, faults + rounds, std::int64_t{0}));
  output().end();
  return 0;
}

int count_growing_faults(const Options& options) {
  require_allocator(options);
  if (allocators::declaration.rounding.never_frees)
    fail("usage", "--growing: this allocator never frees", protocol::exit_usage);
  // The place of each buffer is one of two or three that take turns, so a mean of some rounds is needed; and
  // those that come before are what brought the thresholds of the allocator where they are. Where the buffer
  // enters another size class, it faults its new places in, once: not in both halves.
  constexpr int steps = 32, half = 12, step_bytes = 8;
  Buffer buffer;
  const std::uint64_t begin = options.size - step_bytes * (steps - 1);
  for (std::uint64_t bytes = 4096; bytes < begin; bytes += bytes / 8) buffer.replace(bytes);
  std::int64_t first = 0;
  std::int64_t of_half[2] = {};
  for (int step = 0; step < steps; ++step) {
    const std::int64_t faults = buffer.replace(begin + static_cast<std::uint64_t>(step) * step_bytes);
    if (step == 0) first = faults;
    if (step >= steps - 2 * half) of_half[step >= steps - half] += faults;
  }
  begin_line(options.size, first, (std::min(of_half[0], of_half[1]) + half / 2) / half);
  output().end();
  return 0;
}

}  // namespace allocscale::runner
