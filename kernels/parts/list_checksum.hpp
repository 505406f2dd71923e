// The contents of a list as checksum steps: the same for every layout, because only values go in.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#include "kernels/contract/contract.hpp"

namespace allocscale::kernels::parts {

template <class List>
void add_elements(Checksum& checksum, const List& list) {
  for (std::size_t i = 0; i < list.size(); ++i) checksum.add(std::bit_cast<std::uint64_t>(list.at(i)));
}

/// The ints 0 … n-1.
constexpr void add_counting(Checksum& checksum, std::uint64_t n) {
  for (std::uint64_t i = 0; i < n; ++i) checksum.add(i);
}

}  // namespace allocscale::kernels::parts
