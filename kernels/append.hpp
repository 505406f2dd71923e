// append: `for x in b: t.append(x)`. What does growing by append cost, when no element is made? The buffer is
// reallocated ever more rarely, with an eighth to spare, and each element counted once.
#pragma once

#include <cstdint>
#include <string_view>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/demand.hpp"
#include "kernels/parts/second_list.hpp"
#include "kernels/parts/support.hpp"

namespace allocscale::kernels {

struct Append {
  /// The published observation names no size for appends: `paper` is that of `copy`.
  static constexpr KernelInfo info{
      .name = "append",
      .question = "The n elements of a list appended to another: a buffer that grows by realloc, amortised.",
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
    return {.operations = n,
            .logical_bytes = 16 * n,
            .element_allocations = Demand::Elements::calls(footprint<L>(n).elements),
            .buffer_allocations = 2 * Demand::growth(n).reallocations,
            .buffer_request_bytes = 2 * Demand::bytes(Demand::growth(n).requested)};
  }

  template <class L>
  static Footprint footprint(std::uint64_t n) {
    using Demand = parts::ListDemand<typename L::template List<parts::Int>>;
    const std::uint64_t objects = Demand::made(n, parts::Int::objects_below(n)) + Demand::copied(n);
    const parts::ListGrowth growth = Demand::growth(n);
    return {
        .elements = objects,
        .element_bytes = L::template List<parts::Int>::Slots::element_bytes,
        .buffer_bytes = Demand::bytes(growth.capacity + growth.peak) + Demand::Elements::side_bytes(objects)};
  }

  /// The source, then the list that was appended to.
  static std::uint64_t expected(std::uint64_t n) { return parts::expected_of_both(n); }

  static double seconds(std::uint64_t n) { return 90e-9 * static_cast<double>(n); }

  struct Appending {
    template <class List>
    void operator()(const List& source, List& list) const {
      const std::uint64_t n = source.size();
      for (std::uint64_t i = 0; i < n; ++i) list.append_element_of(source, i);
    }
  };
  template <class L>
  using Task = parts::SecondList<L, Appending>;
};

}  // namespace allocscale::kernels
