// A list of n ints, then a second one made from it: the task of the kernels that copy, slice and append.
#pragma once

#include <cstdint>

#include "kernels/contract/contract.hpp"
#include "kernels/parts/counting_list.hpp"
#include "kernels/parts/int_element.hpp"
#include "kernels/parts/list_checksum.hpp"

namespace allocscale::kernels::parts {

/// The kernel's operation is Make{}(first, second), which fills the second list, empty at first, from the
/// first. The second list is dropped first: the first one then holds the last references to its elements.
template <class L, class Make>
class SecondList {
 public:
  explicit SecondList(std::uint64_t n) : n_(n) {}

  void build() { append_counting(first_, memory_, n_); }

  void operate() { Make{}(first_, second_); }

  [[nodiscard]] std::uint64_t checksum() const {
    Checksum checksum;
    add_elements(checksum, first_);
    add_elements(checksum, second_);
    return checksum.value();
  }

  void teardown() {
    second_.drop();
    first_.drop_last();
  }

 private:
  using List = typename L::template List<Int>;

  std::uint64_t n_;
  [[no_unique_address]] typename L::Memory memory_;
  List first_{memory_};
  List second_{memory_};
};

/// The expected checksum of these kernels: both lists hold 0 … n-1.
constexpr std::uint64_t expected_of_both(std::uint64_t n) {
  Checksum checksum;
  add_counting(checksum, n);
  add_counting(checksum, n);
  return checksum.value();
}

}  // namespace allocscale::kernels::parts
