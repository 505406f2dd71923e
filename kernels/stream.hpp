// stream: one memcpy of n values between two buffers that are mapped and touched beforehand. The roof: what
// the machine's memory gives to a copy that neither allocates, faults, counts nor follows a pointer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/copied_buffers.hpp"
#include "kernels/parts/list_checksum.hpp"
#include "kernels/parts/without_list.hpp"

namespace allocscale::kernels {

struct Stream : parts::WithoutList {
  static constexpr KernelInfo info{
      .name = "stream",
      .question = "One memcpy of n 8-byte values between populated buffers: copy bandwidth and nothing else.",
      .kind = KernelKind::probe,
      .resource = Resource::copy_bandwidth,
      .small = 8'000'000,
      .paper = 20'000'000,
      .largest = (1U << 30) - 1,
      .small_iterations = 3,
      .repeats = true,
  };

  template <class L>
  static Work work(std::uint64_t n) {
    return {.operations = n, .logical_bytes = 16 * n};
  }

  template <class L>
  static Footprint footprint(std::uint64_t n) {
    return {.buffer_bytes = 16 * n};
  }

  static std::uint64_t expected(std::uint64_t n) {
    Checksum checksum;
    parts::add_counting(checksum, n);
    return checksum.value();
  }

  static double seconds(std::uint64_t n) { return 7e-9 * static_cast<double>(n); }

  template <class L>
  class Task {
   public:
    explicit Task(std::uint64_t n) : n_(n) {}

    void build() {
      buffers_.map(n_);
      for (std::uint64_t i = 0; i < n_; ++i) buffers_.source[i] = i;
    }

    void operate() {
      if (n_ > 0) std::memcpy(buffers_.target, buffers_.source, n_ * sizeof(std::uint64_t));
      keep(buffers_.target);
    }

    [[nodiscard]] std::uint64_t checksum() const {
      Checksum checksum;
      for (std::uint64_t i = 0; i < n_; ++i) checksum.add(buffers_.target[i]);
      return checksum.value();
    }

    void teardown() { buffers_.unmap(n_); }

   private:
    std::uint64_t n_;
    parts::CopiedBuffers buffers_;
  };
};

}  // namespace allocscale::kernels
