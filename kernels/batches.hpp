// batches: blocks of 64 KiB in batches of 64, all of a batch alive at once, then all freed. Does an allocator
// keep the 4 MiB of a batch for the next one? In glibc the last free of a batch leaves one free block at the
// top of the heap, which is given back, and no threshold adjusts: none of these blocks was ever mapped.
#pragma once

#include <cstdint>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/buffer_words.hpp"
#include "kernels/parts/heap.hpp"
#include "kernels/parts/without_list.hpp"

namespace allocscale::kernels {

struct Batches : parts::WithoutList {
  static constexpr KernelInfo info{
      .name = "batches",
      .question = "n blocks of 64 KiB in batches of 64, filled, read and freed oldest first: is 4 MiB kept?",
      .kind = KernelKind::probe,
      .small = 5'000,
      .paper = 50'000,
      .largest = (1U << 30) - 1,
      .small_iterations = 3,
  };
  static constexpr std::uint64_t bytes = 64 * 1024;
  static constexpr std::uint64_t words = bytes / 8;
  static constexpr std::uint64_t batch = 64;  // blocks alive at most

  template <class L>
  static Work work(std::uint64_t n) {
    return {.operations = n,
            .logical_bytes = 2 * bytes * n,
            .buffer_allocations = n,
            .buffer_request_bytes = bytes * n};
  }

  template <class L>
  static Footprint footprint(std::uint64_t n) {
    return {.buffer_bytes = bytes * (n < batch ? n : batch)};
  }

  static std::uint64_t expected(std::uint64_t n) { return parts::expected_answer(n, words); }

  static double seconds(std::uint64_t n) { return 15e-6 * static_cast<double>(n); }

  /// Heap: parts::Heap, or one with a fault, to see the answer change.
  template <class Heap>
  class TaskFrom : public parts::BufferTask {
   public:
    using BufferTask::BufferTask;

    void operate() {
      for (std::uint64_t done = 0; done < n_; done += batch)
        run_batch(done, n_ - done < batch ? n_ - done : batch);
    }

   private:
    /// Batches are read when all of the batch are written: two that overlap give another answer.
    void run_batch(std::uint64_t first, std::uint64_t count) {
      for (std::uint64_t i = 0; i < count; ++i) {
        alive_[i] = static_cast<std::uint64_t*>(Heap::take_buffer(bytes));
        parts::write_words(alive_[i], words, first + i);
      }
      for (std::uint64_t i = 0; i < count; ++i) {
        read(alive_[i], words);
        Heap::give_buffer(alive_[i], bytes);
      }
    }

    std::uint64_t* alive_[batch];
  };
  template <class L>
  using Task = TaskFrom<parts::Heap>;
};

}  // namespace allocscale::kernels
