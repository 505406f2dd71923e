// inherited: a list of n ints is made, the process is forked, and then every element is looked at, as
// `for x in list: total += x` does. Server programs make their data before they fork, so that all processes
// share its pages. What does looking cost, when each look writes a reference count and so takes a page out of
// the shared ones (copy-on-write)?
//
// A layout that writes no counts reads shared pages and copies none. CPython has gc.freeze() and immortal
// objects for such programs (PEP 683).
#pragma once

#include <cstdint>
#include <string_view>

#include "kernels/contract/contract.hpp"
#include "kernels/contract/out_of_memory.hpp"
#include "kernels/parts/counting_list.hpp"
#include "kernels/parts/demand.hpp"
#include "kernels/parts/list_checksum.hpp"
#include "kernels/parts/sharing_child.hpp"
#include "kernels/parts/support.hpp"

namespace allocscale::kernels {

/// Build makes the list and forks, operate looks at each element, teardown ends the child and drops the list.
/// It is the parent that looks, and the child that keeps the pages: a fault costs either side the same.
struct Inherited {
  static constexpr KernelInfo info{
      .name = "inherited",
      .question =
          "A list of n ints made before a fork, and each element looked at after it: a count write copies a page.",
      .kind = KernelKind::list,
      .small = 1'000'000,
      .paper = 20'000'000,
      .largest = (1U << 30) - 1,
      .small_iterations = 3,
  };

  template <class L>
  static constexpr std::string_view unsupported() {
    return parts::needs_held_elements<L, parts::Int>();
  }

  template <class L>
  static Work work(std::uint64_t n) {
    using Demand = parts::ListDemand<typename L::template List<parts::Int>>;
    return {.operations = n,
            .logical_bytes = 8 * n,
            .element_allocations = Demand::Elements::calls(footprint<L>(n).elements),
            .buffer_allocations = Demand::growth(n).reallocations,
            .buffer_request_bytes = Demand::bytes(Demand::growth(n).requested)};
  }

  /// Of the worker. Pages that it has copied are there twice while the child keeps the old ones: as many
  /// bytes as its elements again, at most.
  template <class L>
  static Footprint footprint(std::uint64_t n) {
    using Demand = parts::ListDemand<typename L::template List<parts::Int>>;
    const std::uint64_t objects = Demand::made(n, parts::Int::objects_below(n));
    return {.elements = objects,
            .element_bytes = L::template List<parts::Int>::Slots::element_bytes,
            .buffer_bytes = Demand::bytes(Demand::growth(n).peak) + Demand::Elements::side_bytes(objects)};
  }

  /// The list, then the sum of its elements.
  static std::uint64_t expected(std::uint64_t n) {
    Checksum checksum;
    parts::add_counting(checksum, n);
    checksum.add(n == 0 ? 0 : n * (n - 1) / 2);
    return checksum.value();
  }

  static double seconds(std::uint64_t n) { return 0.5e-3 + 80e-9 * static_cast<double>(n); }

  template <class L>
  class Task {
   public:
    explicit Task(std::uint64_t n) : n_(n) {}

    void build() {
      parts::append_counting(list_, memory_, n_);
      total_ = 0;
      if (!child_.start()) out_of_memory(n_ * sizeof(typename List::Item));
    }

    void operate() {
      for (std::size_t i = 0; i < list_.size(); ++i) {
        const typename List::Item item = list_.item(i);
        List::Slots::retain(item);
        total_ += static_cast<std::uint64_t>(List::Slots::value(item));
        keep(this);  // the count is written before it is written back
        List::Slots::release(memory_, item);
      }
    }

    [[nodiscard]] std::uint64_t checksum() const {
      Checksum checksum;
      parts::add_elements(checksum, list_);
      checksum.add(total_);
      return checksum.value();
    }

    void teardown() {
      child_.end();
      list_.drop_last();
    }

   private:
    using List = typename L::template List<parts::Int>;

    std::uint64_t n_;
    std::uint64_t total_ = 0;
    [[no_unique_address]] typename L::Memory memory_;
    List list_{memory_};
    parts::SharingChild child_;
  };
};

}  // namespace allocscale::kernels
