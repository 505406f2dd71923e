// copy: a list of n ints built by append, then `.copy()`. What does one exact copy of a large list cost: a
// large buffer allocated and first touched, and a count write to every element?
#pragma once

#include <cstdint>
#include <string_view>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/list_checksum.hpp"
#include "kernels/parts/list_growth.hpp"
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
    const bool boxes = L::template List<parts::Int>::Slots::element_bytes > 0;
    return {.operations = n,
            .logical_bytes = 16 * n,
            .element_allocations = boxes ? parts::Int::objects_below(n) : 0,
            .buffer_allocations = parts::list_growth(n).reallocations + (n > 0 ? 1 : 0),
            .buffer_request_bytes = 8 * (parts::list_growth(n).requested + n)};
  }

  /// Both lists: more than the last reallocation of the first one held.
  template <class L>
  static Footprint footprint(std::uint64_t n) {
    return {.elements = work<L>(n).element_allocations,
            .element_bytes = L::template List<parts::Int>::Slots::element_bytes,
            .buffer_bytes = 8 * (parts::list_growth(n).capacity + n)};
  }

  /// The original, then the copy.
  static std::uint64_t expected(std::uint64_t n) {
    Checksum checksum;
    parts::add_counting(checksum, n);
    parts::add_counting(checksum, n);
    return checksum.value();
  }

  static double seconds(std::uint64_t n) { return 80e-9 * static_cast<double>(n); }

  template <class L>
  class Task {
   public:
    explicit Task(std::uint64_t n) : n_(n) {}

    void build() {
      for (std::uint64_t i = 0; i < n_; ++i)
        list_.append(List::Slots::make(memory_, static_cast<std::int64_t>(i)));
    }

    void operate() { copy_ = list_.copy(); }

    [[nodiscard]] std::uint64_t checksum() const {
      Checksum checksum;
      parts::add_elements(checksum, list_);
      parts::add_elements(checksum, copy_);
      return checksum.value();
    }

    void teardown() {
      copy_.drop();
      list_.drop_last();
    }

   private:
    using List = typename L::template List<parts::Int>;

    std::uint64_t n_;
    [[no_unique_address]] typename L::Memory memory_;
    List list_{memory_};
    List copy_{memory_};
  };
};

}  // namespace allocscale::kernels
