// stream-slice: stream, 32,768 values at a time. A sibling of a list kernel streams at a rate far below the
// machine's. Whole copies of buffers larger than the caches are too coarse for that: one takes as long as the
// list kernel runs.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/copied_buffers.hpp"
#include "kernels/parts/list_checksum.hpp"
#include "kernels/parts/without_list.hpp"

namespace allocscale::kernels {

struct StreamSlice : parts::WithoutList {
  static constexpr KernelInfo info{
      .name = "stream-slice",
      .question =
          "The next 32,768 8-byte values of a copy that goes round two buffers of n: streaming at a low rate.",
      .kind = KernelKind::probe,
      .resource = Resource::streaming,
      .small = 8'000'000,
      .paper = 20'000'000,
      .largest = (1U << 30) - 1,
      .small_iterations = 3,
      .repeats = true,
  };

  static constexpr std::uint64_t most_in_slice = 32'768;

  static constexpr std::uint64_t slice(std::uint64_t n) { return std::min(n, most_in_slice); }

  template <class L>
  static Work work(std::uint64_t n) {
    return {.operations = slice(n), .logical_bytes = 16 * slice(n)};
  }

  template <class L>
  static Footprint footprint(std::uint64_t n) {
    return {.buffer_bytes = 16 * n};
  }

  static std::uint64_t expected(std::uint64_t n) {
    Checksum checksum;
    parts::add_counting(checksum, slice(n));
    return checksum.value();
  }

  static double seconds(std::uint64_t n) {
    return 6e-9 * static_cast<double>(n);
  }  // nearly all of it to build

  template <class L>
  class Task {
   public:
    explicit Task(std::uint64_t n) : n_(n) {}

    /// Both buffers present. Every slice of the source counts from 0, so that any of them has the one answer.
    void build() {
      buffers_.map(n_);
      for (std::uint64_t i = 0; i < n_; ++i) buffers_.source[i] = i % most_in_slice;
    }

    void operate() {
      if (n_ == 0) return;
      begin_ = end_ + slice(n_) <= n_ ? end_ : 0;
      end_ = begin_ + slice(n_);
      std::memcpy(buffers_.target + begin_, buffers_.source + begin_, slice(n_) * sizeof(std::uint64_t));
      keep(buffers_.target);
    }

    [[nodiscard]] std::uint64_t checksum() const {
      Checksum checksum;
      for (std::uint64_t i = begin_; i < end_; ++i) checksum.add(buffers_.target[i]);
      return checksum.value();
    }

    /// Where the slice begins that was copied last.
    [[nodiscard]] std::uint64_t begin() const { return begin_; }

    void teardown() { buffers_.unmap(n_); }

   private:
    std::uint64_t n_;
    std::uint64_t begin_ = 0;
    std::uint64_t end_ = 0;
    parts::CopiedBuffers buffers_;
  };
};

}  // namespace allocscale::kernels
