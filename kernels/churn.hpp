// churn: malloc and free only, of the objects that lists are made of, some of them freed at once and some
// after a while. What does the allocator's fast path cost, with no list beside it and hardly any memory?
#pragma once

#include <bit>
#include <cstdint>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/heap.hpp"
#include "kernels/parts/int_element.hpp"
#include "kernels/parts/without_list.hpp"

namespace allocscale::kernels {

struct Churn : parts::WithoutList {
  static constexpr KernelInfo info{
      .name = "churn",
      .question = "n mallocs of 32 bytes and their frees, newest and oldest first in turn, 256 alive.",
      .kind = KernelKind::probe,
      .small = 6'000'000,
      .paper = 30'000'000,
      .largest = (1U << 30) - 1,
      .small_iterations = 3,
  };
  static constexpr std::uint64_t window = 256;  // objects alive at most; a power of two

  template <class L>
  static Work work(std::uint64_t n) {
    return {.operations = n, .element_allocations = n};
  }

  template <class L>
  static Footprint footprint(std::uint64_t n) {
    return {.elements = n < window ? n : window, .element_bytes = parts::Int::bytes};
  }

  /// The same order of frees, with the numbers instead of the objects.
  static std::uint64_t expected(std::uint64_t n) {
    std::uint64_t numbers[window];
    std::uint64_t sum = 0;
    run(
        n, [&](std::uint64_t slot, std::uint64_t number) { numbers[slot] = number; },
        [&](std::uint64_t slot) { sum = add(sum, numbers[slot]); });
    return sum;
  }

  static double seconds(std::uint64_t n) { return 25e-9 * static_cast<double>(n); }

  template <class L>
  class Task {
   public:
    explicit Task(std::uint64_t n) : n_(n) {}
    void build() { sum_ = 0; }

    /// Each object carries its number, which is read when it is freed: two that overlap give another answer.
    void operate() {
      std::uint64_t sum = 0;
      run(
          n_,
          [this](std::uint64_t slot, std::uint64_t number) {
            auto* object = static_cast<std::uint64_t*>(parts::Heap::take_element(parts::Int::bytes));
            *object = number;
            alive_[slot] = object;
          },
          [this, &sum](std::uint64_t slot) {
            std::uint64_t* object = alive_[slot];
            sum = add(sum, *object);
            parts::Heap::give_element(object, parts::Int::bytes);
          });
      sum_ = sum;
    }

    [[nodiscard]] std::uint64_t checksum() const { return sum_; }
    void teardown() {}

   private:
    std::uint64_t n_;
    std::uint64_t sum_ = 0;
    std::uint64_t* alive_[window];
  };

 private:
  static std::uint64_t add(std::uint64_t sum, std::uint64_t number) { return std::rotl(sum, 1) + number + 1; }

  /// n objects made, one a round; once the window is full each round first frees one, in turn the newest and
  /// the oldest; at the end all that are left, from the oldest on.
  template <class Make, class Drop>
  static void run(std::uint64_t n, const Make& make, const Drop& drop) {
    std::uint64_t oldest = 0,
                  newest = 0;  // positions in a ring of `window` slots; newest is one past the end
    for (std::uint64_t number = 0; number < n; ++number) {
      if (newest - oldest == window) {
        if (number % 2 == 0) {
          drop(--newest % window);
        } else {
          drop(oldest++ % window);
        }
      }
      make(newest++ % window, number);
    }
    while (oldest != newest) drop(oldest++ % window);
  }
};

}  // namespace allocscale::kernels
