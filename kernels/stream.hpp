// stream: one memcpy of n values between two buffers that are mapped and touched beforehand. The roof: what
// the machine's memory gives to a copy that neither allocates, faults, counts nor follows a pointer.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "kernels/contract/contract.hpp"
#include "kernels/contract/out_of_memory.hpp"
#include "kernels/parts/list_checksum.hpp"
#include "kernels/parts/support.hpp"

namespace allocscale::kernels {

struct Stream {
  static constexpr KernelInfo info{
      .name = "stream",
      .question = "One memcpy of n 8-byte values between populated buffers: copy bandwidth and nothing else.",
      .kind = KernelKind::probe,
      .small = 8'000'000,
      .paper = 20'000'000,
      .largest = (1U << 30) - 1,
      .small_iterations = 3,
      .repeats = true,
  };

  template <class L>
  static constexpr std::string_view unsupported() {
    return parts::needs_no_list<L>();
  }

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
      source_ = map();
      target_ = map();
      // As a warm list kernel finds its target: used by this process before, and before the source. Where
      // only the operating system had touched it, the copy was a tenth slower at half of the L2 cache.
      for (std::uint64_t i = 0; i < n_; ++i) target_[i] = ~i;
      for (std::uint64_t i = 0; i < n_; ++i) source_[i] = i;
    }

    void operate() {
      if (n_ > 0) std::memcpy(target_, source_, bytes());
      keep(target_);
    }

    [[nodiscard]] std::uint64_t checksum() const {
      Checksum checksum;
      for (std::uint64_t i = 0; i < n_; ++i) checksum.add(target_[i]);
      return checksum.value();
    }

    void teardown() {
      unmap(source_);
      unmap(target_);
    }

   private:
    [[nodiscard]] std::size_t bytes() const { return n_ * sizeof(std::uint64_t); }

    [[nodiscard]] std::uint64_t* map() const {
      if (n_ == 0) return nullptr;
      void* memory =
          mmap(nullptr, bytes(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
      if (memory == MAP_FAILED) out_of_memory(bytes());
      return static_cast<std::uint64_t*>(memory);
    }
    void unmap(std::uint64_t*& memory) const {
      if (memory != nullptr) munmap(memory, bytes());
      memory = nullptr;
    }

    std::uint64_t n_;
    std::uint64_t* source_ = nullptr;
    std::uint64_t* target_ = nullptr;
  };
};

}  // namespace allocscale::kernels
