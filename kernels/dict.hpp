// dict: `{i: i for i in range(n)}`. The same elements in a hash table: dicts were reported not to lose when
// lists do.
#pragma once

#include <cstdint>
#include <string_view>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/demand.hpp"
#include "kernels/parts/dict_growth.hpp"
#include "kernels/parts/list_checksum.hpp"
#include "kernels/parts/support.hpp"

namespace allocscale::kernels {

struct Dict {
  /// The published observation names no size for dicts: `paper` is this project's choice, in the range of the
  /// lists.
  static constexpr KernelInfo info{
      .name = "dict",
      .question = "A dict of n ints by insertion: objects allocated one by one, and a table that doubles.",
      .kind = KernelKind::list,
      .small = 600'000,
      .paper = 10'000'000,
      .largest = (1U << 30) - 1,
      .small_iterations = 3,
  };

  template <class L>
  static constexpr std::string_view unsupported() {
    return parts::needs_dict<L>();
  }

  /// Each insertion writes an entry and an index; one int object is key and value.
  template <class L>
  static Work work(std::uint64_t n) {
    using Demand = parts::ElementDemand<typename L::Dict::Slots>;
    const parts::DictGrowth growth = parts::dict_growth(n, parts::pooled_buffer_bytes<typename L::Memory>());
    const std::uint64_t index_bytes = n == 0 ? 0 : parts::dict_index_bytes(growth.log2_size);
    return {.operations = n,
            .logical_bytes = n * (parts::dict_entry_bytes + index_bytes),
            .element_allocations = Demand::calls(footprint<L>(n).elements),
            .buffer_allocations = growth.blocks,
            .buffer_request_bytes = growth.requested};
  }

  template <class L>
  static Footprint footprint(std::uint64_t n) {
    using Demand = parts::ElementDemand<typename L::Dict::Slots>;
    const std::uint64_t objects = Demand::objects(parts::Int::objects_below(n));
    return {.elements = objects,
            .element_bytes = L::Dict::Slots::element_bytes,
            .buffer_bytes = parts::dict_growth(n).peak + Demand::side_bytes(objects)};
  }

  /// The entries in order of insertion, key and value; then what each key finds.
  static std::uint64_t expected(std::uint64_t n) {
    Checksum checksum;
    for (std::uint64_t i = 0; i < n; ++i) {
      checksum.add(i);
      checksum.add(i);
    }
    parts::add_counting(checksum, n);
    return checksum.value();
  }

  static double seconds(std::uint64_t n) { return 90e-9 * static_cast<double>(n); }

  template <class L>
  class Task {
   public:
    explicit Task(std::uint64_t n) : n_(n) {}

    void build() { parts::expect_elements<typename L::Dict::Slots>(memory_, parts::Int::objects_below(n_)); }

    /// The loop's variable holds one reference, the entry two more.
    void operate() {
      using Slots = typename L::Dict::Slots;
      for (std::uint64_t i = 0; i < n_; ++i) {
        const auto item = Slots::make(memory_, static_cast<std::int64_t>(i));
        dict_.set(item, item);
        Slots::release(memory_, item);
      }
    }

    [[nodiscard]] std::uint64_t checksum() const {
      using Slots = typename L::Dict::Slots;
      constexpr std::uint64_t missing = ~std::uint64_t{0};
      Checksum checksum;
      for (std::size_t i = 0; i < dict_.size(); ++i) {
        checksum.add(static_cast<std::uint64_t>(Slots::value(dict_.entry(i).key)));
        checksum.add(static_cast<std::uint64_t>(Slots::value(dict_.entry(i).value)));
      }
      for (std::uint64_t i = 0; i < n_; ++i) {
        const auto found = dict_.find(static_cast<std::int64_t>(i));
        checksum.add(found ? static_cast<std::uint64_t>(*found) : missing);
      }
      return checksum.value();
    }

    void teardown() { dict_.drop(); }

   private:
    std::uint64_t n_;
    [[no_unique_address]] typename L::Memory memory_;
    typename L::Dict dict_{memory_};
  };
};

}  // namespace allocscale::kernels
