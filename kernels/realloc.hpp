// realloc: a buffer that grows by one value at a time, each by a realloc of its own. What does growing
// without room to spare cost? An allocator that extends the block in place, or has the operating system move
// its pages, makes n cheap calls; one that copies makes quadratic work.
#pragma once

#include <cstdint>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/buffer_words.hpp"
#include "kernels/parts/heap.hpp"
#include "kernels/parts/without_list.hpp"

namespace allocscale::kernels {

struct Realloc : parts::WithoutList {
  static constexpr KernelInfo info{
      .name = "realloc",
      .question = "A buffer grown to n 8-byte values by realloc, one value each, ten times: is it copied?",
      .kind = KernelKind::probe,
      .small = 40'000,  // scudo copies at nearly every call: 0.17 s a buffer, where glibc takes 0.6 ms
      .paper = 400'000,
      .largest = (1U << 30) - 1,
      .small_iterations = 3,
  };
  static constexpr std::uint64_t rounds = 10;

  /// Each value is written and read once. What realloc copies is the allocator's choice and is not counted.
  template <class L>
  static Work work(std::uint64_t n) {
    return {.operations = rounds * n,
            .logical_bytes = rounds * 16 * n,
            .buffer_allocations = rounds * n,
            .buffer_request_bytes = rounds * 4 * n * (n + 1)};
  }

  /// A realloc that moves holds both blocks.
  template <class L>
  static Footprint footprint(std::uint64_t n) {
    return {.buffer_bytes = n == 0 ? 0 : 8 * (2 * n - 1)};
  }

  static std::uint64_t expected(std::uint64_t n) { return parts::expected_answer(n > 0 ? rounds : 0, n); }

  static double seconds(std::uint64_t n) { return rounds * 60e-9 * static_cast<double>(n); }

  /// Heap: parts::Heap, or one with a fault, to see the answer change.
  template <class Heap>
  class TaskFrom : public parts::BufferTask {
   public:
    using BufferTask::BufferTask;

    void operate() {
      if (n_ == 0) return;
      for (std::uint64_t round = 0; round < rounds; ++round) {
        std::uint64_t* words = nullptr;
        for (std::uint64_t i = 0; i < n_; ++i) {
          words = static_cast<std::uint64_t*>(Heap::grow_buffer(words, 8 * i, 8 * (i + 1)));
          words[i] = round + i;
        }
        read(words, n_);
        Heap::give_buffer(words, 8 * n_);
      }
    }
  };
  template <class L>
  using Task = TaskFrom<parts::Heap>;
};

}  // namespace allocscale::kernels
