// messages: a fresh buffer for each message, filled, read and freed before the next one comes, as a server
// does that reads from sockets. Is the buffer of the message before given out again, or its pages given back
// and taken once more?
#pragma once

#include <cstdint>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/buffer_words.hpp"
#include "kernels/parts/heap.hpp"
#include "kernels/parts/without_list.hpp"

namespace allocscale::kernels {

struct Messages : parts::WithoutList {
  static constexpr KernelInfo info{
      .name = "messages",
      .question = "n messages of 256 KiB, each in a fresh buffer: allocated, filled, read and freed.",
      .kind = KernelKind::probe,
      .small = 1'500,
      .paper = 15'000,
      .largest = (1U << 30) - 1,
      .small_iterations = 3,
  };
  /// What CPython's asyncio asks for at each read (max_size in Lib/asyncio/selector_events.py). Above glibc's
  /// first threshold for mmap, 128 KiB.
  static constexpr std::uint64_t bytes = 256 * 1024;
  static constexpr std::uint64_t words = bytes / 8;

  template <class L>
  static Work work(std::uint64_t n) {
    return {.operations = n,
            .logical_bytes = 2 * bytes * n,
            .buffer_allocations = n,
            .buffer_request_bytes = bytes * n};
  }

  template <class L>
  static Footprint footprint(std::uint64_t n) {
    return {.buffer_bytes = n > 0 ? bytes : 0};
  }

  static std::uint64_t expected(std::uint64_t n) { return parts::expected_answer(n, words); }

  static double seconds(std::uint64_t n) { return 50e-6 * static_cast<double>(n); }

  /// Heap: parts::Heap, or one with a fault, to see the answer change.
  template <class Heap>
  class TaskFrom : public parts::BufferTask {
   public:
    using BufferTask::BufferTask;

    void operate() {
      for (std::uint64_t i = 0; i < n_; ++i) {
        auto* buffer = static_cast<std::uint64_t*>(Heap::take_buffer(bytes));
        parts::write_words(buffer, words, i);
        read(buffer, words);
        Heap::give_buffer(buffer, bytes);
      }
    }
  };
  template <class L>
  using Task = TaskFrom<parts::Heap>;
};

}  // namespace allocscale::kernels
