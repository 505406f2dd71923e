// copy: a list of n ints built by append, then `.copy()`. What does one exact copy of a large list cost: a
// large buffer allocated and first touched, and a count write to every element?
#pragma once

#include <cstdint>
#include <string_view>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/demand.hpp"
#include "kernels/parts/second_list.hpp"
#include "kernels/parts/support.hpp"

namespace allocscale::kernels {

struct Copy {
  static constexpr KernelInfo info{
      .name = "copy",
      .question =
          "A list of n ints, then one exact copy of it: a large buffer and a count write to every element.",
      .kind = KernelKind::list,
      .small = 1'000'000,
      .paper = 20'000'000,
      .largest = (1U << 30) - 1,
      .small_iterations = 3,
  };

  template <class L>
  static constexpr std::string_view unsupported() {
    return parts::needs_list<L, parts::Int>();
  }

  template <class L>
  static Work work(std::uint64_t n) {
    using Demand = parts::ListDemand<typename L::template List<parts::Int>>;
    const std::uint64_t objects = footprint<L>(n).elements;
    return {.operations = n,
            .logical_bytes = 16 * n,
            .element_allocations = Demand::Elements::calls(objects),
            .buffer_allocations = Demand::growth(n).reallocations + Demand::exact_calls(n),
            .buffer_request_bytes = Demand::bytes(Demand::growth(n).requested) + Demand::exact_bytes(n),
            .element_visits = Demand::visits(n)};
  }

  /// Both lists: more than the last reallocation of the first one held.
  template <class L>
  static Footprint footprint(std::uint64_t n) {
    using Demand = parts::ListDemand<typename L::template List<parts::Int>>;
    const std::uint64_t objects = Demand::made(n, parts::Int::objects_below(n)) + Demand::copied(n);
    return {.elements = objects,
            .element_bytes = L::template List<parts::Int>::Slots::element_bytes,
            .buffer_bytes =
                Demand::bytes(Demand::growth(n).capacity + n) + Demand::Elements::side_bytes(objects)};
  }

  /// The original, then the copy.
  static std::uint64_t expected(std::uint64_t n) { return parts::expected_of_both(n); }

  static double seconds(std::uint64_t n) { return 80e-9 * static_cast<double>(n); }

  struct Copying {
    template <class List>
    void operator()(const List& list, List& copy) const {
      copy = list.copy();
    }
  };
  template <class L>
  using Task = parts::SecondList<L, Copying>;
};

}  // namespace allocscale::kernels
