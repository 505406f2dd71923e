// compute: a chain of dependent integer operations, in registers. If this slows down at P workers, the
// machine itself does (steal, turbo, SMT siblings, a quota), and no list or allocator is to blame for that
// share.
#pragma once

#include <cstdint>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/without_list.hpp"

namespace allocscale::kernels {

struct Compute : parts::WithoutList {
  static constexpr KernelInfo info{
      .name = "compute",
      .question =
          "A dependent chain of n integer operations: no memory, no allocation; the machine's own loss.",
      .kind = KernelKind::control,
      .resource = Resource::processor,
      .small = 40'000'000,
      .paper = 800'000'000,
      .largest = (1U << 30) - 1,
      .small_iterations = 3,
  };

  template <class L>
  static Work work(std::uint64_t n) {
    return {.operations = n};
  }

  /// n steps at once, in O(log n): the step composed with itself (Brown 1994, Random number generation with
  /// arbitrary strides).
  static std::uint64_t expected(std::uint64_t n) {
    std::uint64_t multiplier = 1, increment = 0;  // of the steps composed so far
    std::uint64_t square_multiplier = step_multiplier, square_increment = step_increment;
    for (; n > 0; n >>= 1) {
      if ((n & 1) != 0) {
        multiplier *= square_multiplier;
        increment = increment * square_multiplier + square_increment;
      }
      square_increment *= square_multiplier + 1;
      square_multiplier *= square_multiplier;
    }
    return multiplier * seed + increment;
  }

  static double seconds(std::uint64_t n) { return 1.1e-9 * static_cast<double>(n); }

  template <class L>
  class Task {
   public:
    explicit Task(std::uint64_t n) : n_(n) {}
    void build() { state_ = seed; }
    void operate() {
      std::uint64_t state = state_;
      for (std::uint64_t i = 0; i < n_; ++i) {
        state = state * step_multiplier + step_increment;
        asm volatile("" : "+r"(state));  // one step after the other: no compiler joins two into one
      }
      state_ = state;
    }
    [[nodiscard]] std::uint64_t checksum() const { return state_; }
    void teardown() {}

   private:
    std::uint64_t n_;
    std::uint64_t state_ = 0;
  };

 private:
  // Knuth's MMIX generator (The Art of Computer Programming, vol. 2, section 3.3.4).
  static constexpr std::uint64_t step_multiplier = 6364136223846793005;
  static constexpr std::uint64_t step_increment = 1442695040888963407;
  static constexpr std::uint64_t seed = 42;
};

}  // namespace allocscale::kernels
