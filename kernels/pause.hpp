// pause: blocks of 1 KiB allocated, filled and freed, a pause, and the same once more. Some allocators give
// memory back after a delay, which a loop without pauses never sees. Does the second half find kept pages, or
// does the pause cost their page faults? The blocks are small because such an allocator looks at the clock
// once in so many calls: jemalloc with a decay of 10 ms shows nothing in buffers of 8 MB.
#pragma once

#include <time.h>

#include <cerrno>
#include <cstdint>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/buffer_words.hpp"
#include "kernels/parts/heap.hpp"
#include "kernels/parts/mapped_array.hpp"
#include "kernels/parts/without_list.hpp"

namespace allocscale::kernels {

/// The pause is in the time of the task: its CPU time and its faults show best what the pause does to the
/// rest.
struct Pause : parts::WithoutList {
  static constexpr KernelInfo info{
      .name = "pause",
      .question = "n blocks of 1 KiB allocated, filled and freed, 30 ms of sleep, and again: is memory kept?",
      .kind = KernelKind::probe,
      .small = 8'000,
      .paper = 80'000,
      .largest = (1U << 30) - 1,
      .small_iterations = 3,
  };
  static constexpr std::uint64_t bytes = 1024;
  static constexpr std::uint64_t words = bytes / 8;
  /// Longer than mimalloc 2.0's delay of 25 ms, far shorter than jemalloc's decay of 10 s.
  static constexpr long pause_ns = 30'000'000;

  template <class L>
  static Work work(std::uint64_t n) {
    return {.operations = 2 * n,
            .logical_bytes = 2 * 2 * bytes * n,
            .buffer_allocations = 2 * n,
            .buffer_request_bytes = 2 * bytes * n};
  }

  /// The blocks of one half, and the table of their addresses, which is mapped.
  template <class L>
  static Footprint footprint(std::uint64_t n) {
    return {.buffer_bytes = n * (bytes + sizeof(std::uint64_t*))};
  }

  static std::uint64_t expected(std::uint64_t n) { return parts::expected_answer(2 * n, words); }

  static double seconds(std::uint64_t n) { return 0.03 + 1e-6 * static_cast<double>(n); }

  /// Heap: parts::Heap, or one with a fault, to see the answer change.
  template <class Heap>
  class TaskFrom : public parts::BufferTask {
   public:
    using BufferTask::BufferTask;

    void build() {
      BufferTask::build();
      alive_ = parts::map_array<std::uint64_t*>(n_);
    }

    void operate() {
      if (n_ == 0) return;
      use_blocks(0);
      sleep();
      use_blocks(n_);
    }

    void teardown() { parts::unmap_array(alive_, n_); }

   private:
    /// Blocks are read when all are written: two that overlap give another answer.
    void use_blocks(std::uint64_t first) {
      for (std::uint64_t i = 0; i < n_; ++i) {
        alive_[i] = static_cast<std::uint64_t*>(Heap::take_buffer(bytes));
        parts::write_words(alive_[i], words, first + i);
      }
      for (std::uint64_t i = 0; i < n_; ++i) {
        read(alive_[i], words);
        Heap::give_buffer(alive_[i], bytes);
      }
    }

    /// A signal does not shorten the sleep.
    static void sleep() {
      timespec left{.tv_sec = 0, .tv_nsec = pause_ns};
      while (clock_nanosleep(CLOCK_MONOTONIC, 0, &left, &left) == EINTR) {
      }
    }

    std::uint64_t** alive_ = nullptr;
  };
  template <class L>
  using Task = TaskFrom<parts::Heap>;
};

}  // namespace allocscale::kernels
