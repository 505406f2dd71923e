// concat: `t = t + [j]` for j in 0 … n-1. Each round makes a list one longer and drops the one before: what
// does it cost to allocate, copy and free ever larger buffers, whose elements all have their counts written
// twice a round?
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/demand.hpp"
#include "kernels/parts/list_checksum.hpp"
#include "kernels/parts/support.hpp"

namespace allocscale::kernels {

struct Concat {
  static constexpr KernelInfo info{
      .name = "concat",
      .question =
          "t = t + [j], n times: buffers allocated, copied and freed at growing size, quadratic work.",
      .kind = KernelKind::list,
      .small = 16'000,
      .paper = 80'000,
      .largest = (1U << 30) - 1,
      .small_iterations = 2,
  };

  template <class L>
  static constexpr std::string_view unsupported() {
    return parts::needs_concatenation<L, parts::Int>();
  }

  /// Round j copies j elements of the old list and the one of the other. It makes one element, takes j + 2
  /// references and gives j + 2 back.
  template <class L>
  static Work work(std::uint64_t n) {
    using Demand = parts::ListDemand<typename L::template List<parts::Int>>;
    return {.operations = n * (n + 1) / 2,
            .logical_bytes = 8 * n * (n + 1),
            .element_allocations = Demand::Elements::calls(footprint<L>(n).elements),
            .buffer_allocations = n * Demand::exact_calls(1) + Demand::exact_calls_up_to(n),
            .buffer_request_bytes = n * Demand::exact_bytes(1) + Demand::exact_bytes_up_to(n),
            .element_visits = Demand::visits(n * (n + 4))};
  }

  /// At the last round: the old list, `[j]`, the new list.
  template <class L>
  static Footprint footprint(std::uint64_t n) {
    using Demand = parts::ListDemand<typename L::template List<parts::Int>>;
    const std::uint64_t objects = Demand::made(n, parts::Int::objects_below(n));
    return {.elements = objects,
            .element_bytes = L::template List<parts::Int>::Slots::element_bytes,
            .buffer_bytes = Demand::bytes(2 * n) + Demand::Elements::side_bytes(objects)};
  }

  static std::uint64_t expected(std::uint64_t n) {
    Checksum checksum;
    parts::add_counting(checksum, n);
    return checksum.value();
  }

  static double seconds(std::uint64_t n) {
    const double elements = static_cast<double>(n);
    return 1.3e-9 * elements * elements + 5e-8 * elements;
  }

  template <class L>
  class Task {
   public:
    explicit Task(std::uint64_t n) : n_(n) {}

    void build() { parts::expect_elements<typename List::Slots>(memory_, parts::Int::objects_below(n_)); }

    /// In CPython's order: the name j is rebound, `[j]` made, the sum made, `[j]` dropped, then the old t.
    void operate() {
      using Slots = typename List::Slots;
      if (n_ == 0) return;
      Item j = Slots::make(memory_, 0);
      for (std::uint64_t i = 0;;) {
        List one = List::of(memory_, j);
        List sum = list_.concat(one);
        one.drop();
        list_ = std::move(sum);
        if (++i == n_) break;
        const Item next = Slots::make(memory_, static_cast<std::int64_t>(i));
        Slots::release(memory_, j);
        j = next;
      }
      Slots::release(memory_, j);
    }

    [[nodiscard]] std::uint64_t checksum() const {
      Checksum checksum;
      parts::add_elements(checksum, list_);
      return checksum.value();
    }

    void teardown() { list_.drop_last(); }

   private:
    using List = typename L::template List<parts::Int>;
    using Item = typename List::Item;

    std::uint64_t n_;
    [[no_unique_address]] typename L::Memory memory_;
    List list_{memory_};
  };
};

}  // namespace allocscale::kernels
