// null: no work. What does the instrument itself cost, from release to stop?
#pragma once

#include <cstdint>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/without_list.hpp"

namespace allocscale::kernels {

struct Null : parts::WithoutList {
  static constexpr KernelInfo info{
      .name = "null",
      .question = "Does nothing: what is measured is the instrument.",
      .kind = KernelKind::control,
      .small = 1,
      .paper = 1,
      .largest = (1U << 30) - 1,
      .small_iterations = 3,
  };

  static std::uint64_t expected(std::uint64_t n) {
    Checksum checksum;
    checksum.add(n);
    return checksum.value();
  }

  static double seconds(std::uint64_t) { return 0; }

  template <class L>
  class Task {
   public:
    explicit Task(std::uint64_t n) : n_(n) {}
    void build() {}
    void operate() {}
    [[nodiscard]] std::uint64_t checksum() const { return expected(n_); }
    void teardown() {}

   private:
    std::uint64_t n_;
  };
};

}  // namespace allocscale::kernels
