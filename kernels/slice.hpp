// slice: a list of n ints, then `a = b[:]` again and again. The exact copy of `copy`, repeated: each round
// allocates a buffer as large as the one that the round before gave up, and counts every element twice.
#pragma once

#include <cstdint>
#include <string_view>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/demand.hpp"
#include "kernels/parts/second_list.hpp"
#include "kernels/parts/support.hpp"

namespace allocscale::kernels {

struct Slice {
  /// The published observation names no size for slices ("a large list"): `paper` is that of `copy`.
  static constexpr KernelInfo info{
      .name = "slice",
      .question =
          "A list of n ints, sliced whole ten times: buffers given up and asked for at one large size.",
      .kind = KernelKind::list,
      .small = 600'000,
      .paper = 20'000'000,
      .largest = (1U << 30) - 1,
      .small_iterations = 3,
  };
  static constexpr std::uint64_t rounds = 10;

  template <class L>
  static constexpr std::string_view unsupported() {
    return parts::needs_list<L, parts::Int>();
  }

  /// A slice takes a reference to every element; each but the last gives them back.
  template <class L>
  static Work work(std::uint64_t n) {
    using Demand = parts::ListDemand<typename L::template List<parts::Int>>;
    const std::uint64_t objects = Demand::made(n, parts::Int::objects_below(n)) + rounds * Demand::copied(n);
    return {
        .operations = rounds * n,
        .logical_bytes = rounds * 16 * n,
        .element_allocations = Demand::Elements::calls(objects),
        .buffer_allocations = Demand::growth(n).reallocations + rounds * Demand::exact_calls(n),
        .buffer_request_bytes = Demand::bytes(Demand::growth(n).requested) + rounds * Demand::exact_bytes(n),
        .element_visits = Demand::visits((2 * rounds - 1) * n)};
  }

  /// The original, the slice before and the new one.
  template <class L>
  static Footprint footprint(std::uint64_t n) {
    using Demand = parts::ListDemand<typename L::template List<parts::Int>>;
    const std::uint64_t objects = Demand::made(n, parts::Int::objects_below(n)) + 2 * Demand::copied(n);
    return {.elements = objects,
            .element_bytes = L::template List<parts::Int>::Slots::element_bytes,
            .buffer_bytes =
                Demand::bytes(Demand::growth(n).capacity + 2 * n) + Demand::Elements::side_bytes(objects)};
  }

  /// The original, then the last slice.
  static std::uint64_t expected(std::uint64_t n) { return parts::expected_of_both(n); }

  static double seconds(std::uint64_t n) { return 130e-9 * static_cast<double>(n); }

  /// In CPython's order: the new slice is made before the name lets go of the old one.
  struct Slicing {
    template <class List>
    void operator()(const List& list, List& slice) const {
      for (std::uint64_t round = 0; round < rounds; ++round) slice = list.slice(0, list.size());
    }
  };
  template <class L>
  using Task = parts::SecondList<L, Slicing>;
};

}  // namespace allocscale::kernels
