// calloc: a buffer of zeros, asked for with calloc, added to and freed, again and again. What do zeroed pages
// cost? An allocator that keeps the buffer must write the zeros itself; one that gives it back gets pages
// that the operating system zeroed, and takes a fault for each.
#pragma once

#include <cstdint>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/buffer_words.hpp"
#include "kernels/parts/heap.hpp"
#include "kernels/parts/without_list.hpp"

namespace allocscale::kernels {

struct Calloc : parts::WithoutList {
  static constexpr KernelInfo info{
      .name = "calloc",
      .question = "n zeroed 8-byte values by calloc, each added to, and freed; ten times: who writes zeros?",
      .kind = KernelKind::probe,
      .small = 1'000'000,
      .paper = 10'000'000,
      .largest = (1U << 30) - 1,
      .small_iterations = 3,
  };
  static constexpr std::uint64_t rounds = 10;

  /// Each value is read and written. The zeros are not counted: they are the allocator's or the system's.
  template <class L>
  static Work work(std::uint64_t n) {
    return {.operations = rounds * n,
            .logical_bytes = rounds * 16 * n,
            .buffer_allocations = n > 0 ? rounds : 0,
            .buffer_request_bytes = rounds * 8 * n};
  }

  template <class L>
  static Footprint footprint(std::uint64_t n) {
    return {.buffer_bytes = 8 * n};
  }

  static std::uint64_t expected(std::uint64_t n) { return parts::expected_answer(n > 0 ? rounds : 0, n); }

  static double seconds(std::uint64_t n) { return 50e-9 * static_cast<double>(n); }

  /// Heap: parts::Heap, or one with a fault, to see the answer change.
  template <class Heap>
  class TaskFrom : public parts::BufferTask {
   public:
    using BufferTask::BufferTask;

    /// A value that was not zero shows in the answer.
    void operate() {
      if (n_ == 0) return;
      for (std::uint64_t round = 0; round < rounds; ++round) {
        auto* words = static_cast<std::uint64_t*>(Heap::take_zeroed_buffer(n_, 8));
        for (std::uint64_t i = 0; i < n_; ++i) words[i] += round + i;
        read(words, n_);
        Heap::give_buffer(words, 8 * n_);
      }
    }
  };
  template <class L>
  using Task = TaskFrom<parts::Heap>;
};

}  // namespace allocscale::kernels
