// fault: map n pages, touch each, unmap. What does the operating system's page-fault path cost, which every
// allocator takes when it gives memory back and asks for it again?
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>

#include "kernels/contract/contract.hpp"
#include "kernels/contract/out_of_memory.hpp"
#include "kernels/parts/without_list.hpp"

namespace allocscale::kernels {

struct Fault : parts::WithoutList {
  static constexpr KernelInfo info{
      .name = "fault",
      .question = "n pages mapped, touched one by one and unmapped: n minor faults and nothing else.",
      .kind = KernelKind::probe,
      .resource = Resource::fault_rate,
      .small = 40'000,
      .paper = 400'000,
      .largest = (1U << 30) - 1,
      .small_iterations = 3,
  };

  template <class L>
  static Work work(std::uint64_t n) {
    return {.operations = n};
  }

  template <class L>
  static Footprint footprint(std::uint64_t n) {
    return {.buffer_bytes = n * page_bytes()};
  }

  static std::uint64_t expected(std::uint64_t n) {
    Checksum checksum;
    for (std::uint64_t i = 0; i < n; ++i) checksum.add(i + 1);
    return checksum.value();
  }

  static double seconds(std::uint64_t n) { return 1.6e-6 * static_cast<double>(n); }

  template <class L>
  class Task {
   public:
    explicit Task(std::uint64_t n) : n_(n), page_bytes_(page_bytes()) {}
    void build() {}

    /// Pages of the base size, whatever the machine's setting for huge ones: n touches are n faults.
    void operate() {
      if (n_ == 0) return;
      void* memory = mmap(nullptr, bytes(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      if (memory == MAP_FAILED) out_of_memory(bytes());
      madvise(memory, bytes(), MADV_NOHUGEPAGE);  // fails only where the kernel knows no huge pages
      memory_ = static_cast<std::byte*>(memory);
      for (std::uint64_t i = 0; i < n_; ++i) *page(i) = i + 1;
      keep(memory_);
    }

    [[nodiscard]] std::uint64_t checksum() const {
      Checksum checksum;
      for (std::uint64_t i = 0; i < n_; ++i) checksum.add(*page(i));
      return checksum.value();
    }

    void teardown() {
      if (memory_ != nullptr) munmap(memory_, bytes());
      memory_ = nullptr;
    }

   private:
    [[nodiscard]] std::size_t bytes() const { return n_ * page_bytes_; }
    [[nodiscard]] std::uint64_t* page(std::uint64_t i) const {
      return reinterpret_cast<std::uint64_t*>(memory_ + i * page_bytes_);
    }

    std::uint64_t n_;
    std::size_t page_bytes_;
    std::byte* memory_ = nullptr;
  };

 private:
  static std::size_t page_bytes() { return static_cast<std::size_t>(sysconf(_SC_PAGESIZE)); }
};

}  // namespace allocscale::kernels
