// set: `{i for i in range(n)}`. The keys of `dict` in CPython's other hash table: one table of 16-byte
// entries, rebuilt four times as large when it is full, and twice as large above 50,000 keys.
#pragma once

#include <cstdint>
#include <string_view>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/demand.hpp"
#include "kernels/parts/list_checksum.hpp"
#include "kernels/parts/set.hpp"
#include "kernels/parts/set_growth.hpp"
#include "kernels/parts/support.hpp"

namespace allocscale::kernels {

struct Set {
  /// Not among the published tasks: `paper` is that of `dict`.
  static constexpr KernelInfo info{
      .name = "set",
      .question = "A set of n ints by insertion: objects allocated one by one, and a table that is rebuilt.",
      .kind = KernelKind::list,
      .small = 1'500'000,
      .paper = 10'000'000,
      .largest = (1U << 30) - 1,
      .small_iterations = 3,
  };

  template <class L>
  static constexpr std::string_view unsupported() {
    return parts::needs_set<L>();
  }

  template <class L>
  static Work work(std::uint64_t n) {
    const parts::SetGrowth growth = parts::set_growth(n, parts::pooled_buffer_bytes<typename L::Memory>());
    return {.operations = n,
            .logical_bytes = n * parts::set_entry_bytes,
            .element_allocations = parts::ElementDemand<SlotsOf<L>>::calls(footprint<L>(n).elements),
            .buffer_allocations = growth.tables,
            .buffer_request_bytes = growth.requested};
  }

  template <class L>
  static Footprint footprint(std::uint64_t n) {
    using Demand = parts::ElementDemand<SlotsOf<L>>;
    const std::uint64_t objects = Demand::objects(parts::Int::objects_below(n));
    return {.elements = objects,
            .element_bytes = SlotsOf<L>::element_bytes,
            .buffer_bytes = parts::set_growth(n).peak + Demand::side_bytes(objects)};
  }

  /// The keys in the order of the table, which is their own: an int's hash is its value. Then whether each is
  /// found, and the next is not.
  static std::uint64_t expected(std::uint64_t n) {
    Checksum checksum;
    parts::add_counting(checksum, n);
    for (std::uint64_t i = 0; i <= n; ++i) checksum.add(i < n ? 1 : 0);
    return checksum.value();
  }

  static double seconds(std::uint64_t n) { return 80e-9 * static_cast<double>(n); }

  template <class L>
  class Task {
   public:
    explicit Task(std::uint64_t n) : n_(n) {}

    void build() { parts::expect_elements<Slots>(memory_, parts::Int::objects_below(n_)); }

    /// The loop's variable holds one reference, the set another.
    void operate() {
      for (std::uint64_t i = 0; i < n_; ++i) {
        const auto item = Slots::make(memory_, static_cast<std::int64_t>(i));
        set_.add(item);
        Slots::release(memory_, item);
      }
    }

    [[nodiscard]] std::uint64_t checksum() const {
      Checksum checksum;
      set_.for_each([&checksum](std::int64_t key) { checksum.add(static_cast<std::uint64_t>(key)); });
      for (std::uint64_t i = 0; i <= n_; ++i)
        checksum.add(set_.contains(static_cast<std::int64_t>(i)) ? 1 : 0);
      return checksum.value();
    }

    void teardown() { set_.drop(); }

   private:
    using Slots = typename L::template List<parts::Int>::Slots;

    std::uint64_t n_;
    [[no_unique_address]] typename L::Memory memory_;
    parts::Set<Slots> set_{memory_};
  };

 private:
  template <class L>
  using SlotsOf = typename L::template List<parts::Int>::Slots;
};

}  // namespace allocscale::kernels
