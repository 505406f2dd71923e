// The list of n ints that kernels begin with: `list(range(n))`, by append.
#pragma once

#include <cstdint>

#include "kernels/parts/demand.hpp"
#include "kernels/parts/int_element.hpp"

namespace allocscale::kernels::parts {

/// Appends 0 … n-1, new objects but for the shared ones. Belongs into build: a Memory that prepares its
/// elements is told how many will come.
template <class List>
void append_counting(List& list, typename List::Slots::Memory& memory, std::uint64_t n) {
  expect_elements<typename List::Slots>(memory, Int::objects_below(n));
  for (std::uint64_t i = 0; i < n; ++i) list.append(List::Slots::make(memory, static_cast<std::int64_t>(i)));
}

}  // namespace allocscale::kernels::parts
