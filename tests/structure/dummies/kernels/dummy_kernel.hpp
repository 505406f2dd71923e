// dummy-kernel: a list of n ints. Is a kernel one new file?
#pragma once

#include <cstdint>
#include <string_view>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/counting_list.hpp"
#include "kernels/parts/list_checksum.hpp"
#include "kernels/parts/support.hpp"

namespace allocscale::kernels {

struct DummyKernel {
  static constexpr KernelInfo info{
      .name = "dummy-kernel",
      .question = "Makes a list of n ints and looks at it.",
      .kind = KernelKind::list,
      .small = 100,
      .paper = 1'000,
      .largest = (1U << 30) - 1,
      .small_iterations = 3,
  };

  template <class L>
  static constexpr std::string_view unsupported() {
    return parts::needs_list<L, parts::Int>();
  }

  template <class L>
  static Work work(std::uint64_t n) {
    return {.operations = n};
  }

  template <class L>
  static Footprint footprint(std::uint64_t n) {
    return {.buffer_bytes = 64 * n};
  }

  static std::uint64_t expected(std::uint64_t n) {
    Checksum checksum;
    parts::add_counting(checksum, n);
    return checksum.value();
  }

  static double seconds(std::uint64_t n) { return 1e-7 * static_cast<double>(n); }

  template <class L>
  class Task {
   public:
    explicit Task(std::uint64_t n) : n_(n) {}

    void build() { parts::append_counting(list_, memory_, n_); }

    void operate() { keep(&list_); }

    [[nodiscard]] std::uint64_t checksum() const {
      Checksum checksum;
      parts::add_elements(checksum, list_);
      return checksum.value();
    }

    void teardown() { list_.drop_last(); }

   private:
    using List = typename L::template List<parts::Int>;

    std::uint64_t n_;
    [[no_unique_address]] typename L::Memory memory_;
    List list_{memory_};
  };
};

}  // namespace allocscale::kernels
