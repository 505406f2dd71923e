// How much room a list asks for as it grows: CPython 3.11's list_resize as arithmetic, for the list itself
// and for what kernels declare of their work.
#pragma once

#include <cstdint>

namespace allocscale::kernels::parts {

/// Slots asked for when an append makes the list `length` long and it no longer fits: a rest of an eighth
/// plus 6, rounded down to a multiple of 4.
constexpr std::uint64_t grown_capacity(std::uint64_t length) {
  return (length + length / 8 + 6) & ~std::uint64_t{3};
}

/// What appending n elements to an empty list comes to.
struct ListGrowth {
  std::uint64_t capacity = 0;       // slots at the end
  std::uint64_t reallocations = 0;  // calls of realloc, but for those the pools serve
  std::uint64_t requested = 0;      // slots asked for in all of them
  std::uint64_t peak = 0;           // slots alive at most: a reallocation that moves holds both copies
};

/// Buffers of up to `pooled` slots are not asked of the allocator.
constexpr ListGrowth list_growth(std::uint64_t n, std::uint64_t pooled = 0) {
  ListGrowth growth;
  while (growth.capacity < n) {
    const std::uint64_t next = grown_capacity(growth.capacity + 1);
    growth.peak = growth.capacity + next;
    growth.capacity = next;
    if (next > pooled) {
      ++growth.reallocations;
      growth.requested += next;
    }
  }
  return growth;
}

}  // namespace allocscale::kernels::parts
