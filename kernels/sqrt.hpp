// sqrt: a list of sqrt(i) for i in 1 … n. What does making n new objects cost, in a list that grows as they
// come?
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <string_view>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/demand.hpp"
#include "kernels/parts/list_checksum.hpp"
#include "kernels/parts/support.hpp"

namespace allocscale::kernels {

struct Sqrt {
  static constexpr KernelInfo info{
      .name = "sqrt",
      .question =
          "A list of n square roots, by append: n floats allocated one by one, and a buffer that grows.",
      .kind = KernelKind::list,
      .small = 1'000'000,
      .paper = 10'800'000,
      .largest = (1U << 30) - 1,
      .small_iterations = 3,
  };

  template <class L>
  static constexpr std::string_view unsupported() {
    return parts::needs_list<L, parts::Float>();
  }

  /// Without the loop's own int, which CPython makes and frees once a round in the same place.
  template <class L>
  static Work work(std::uint64_t n) {
    using Demand = parts::ListDemand<typename L::template List<parts::Float>>;
    return {.operations = n,
            .logical_bytes = 8 * n,
            .element_allocations = Demand::Elements::calls(footprint<L>(n).elements),
            .buffer_allocations = Demand::growth(n).reallocations,
            .buffer_request_bytes = Demand::bytes(Demand::growth(n).requested)};
  }

  template <class L>
  static Footprint footprint(std::uint64_t n) {
    using Demand = parts::ListDemand<typename L::template List<parts::Float>>;
    const std::uint64_t objects = Demand::made(n, n);
    return {.elements = objects,
            .element_bytes = L::template List<parts::Float>::Slots::element_bytes,
            .buffer_bytes = Demand::bytes(Demand::growth(n).peak) + Demand::Elements::side_bytes(objects)};
  }

  static std::uint64_t expected(std::uint64_t n) {
    Checksum checksum;
    for (std::uint64_t i = 1; i <= n; ++i)
      checksum.add(std::bit_cast<std::uint64_t>(std::sqrt(static_cast<double>(i))));
    return checksum.value();
  }

  static double seconds(std::uint64_t n) { return 40e-9 * static_cast<double>(n); }

  template <class L>
  class Task {
   public:
    explicit Task(std::uint64_t n) : n_(n) {}

    void build() { parts::expect_elements<typename List::Slots>(memory_, n_); }

    void operate() {
      for (std::uint64_t i = 1; i <= n_; ++i)
        list_.append(List::Slots::make(memory_, std::sqrt(static_cast<double>(i))));
    }

    [[nodiscard]] std::uint64_t checksum() const {
      Checksum checksum;
      parts::add_elements(checksum, list_);
      return checksum.value();
    }

    void teardown() { list_.drop_last(); }

   private:
    using List = typename L::template List<parts::Float>;

    std::uint64_t n_;
    [[no_unique_address]] typename L::Memory memory_;
    List list_{memory_};
  };
};

}  // namespace allocscale::kernels
