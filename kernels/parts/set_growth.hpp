// How large a set's table is and when it grows: CPython 3.11's Objects/setobject.c as arithmetic
// (set_add_entry, set_table_resize), for the set itself and for what kernels declare of their work.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

namespace allocscale::kernels::parts {

inline constexpr std::uint64_t set_minimum_slots = 8;  // in the set object itself: no table is allocated
inline constexpr std::size_t set_entry_bytes = 16;
inline constexpr std::uint64_t set_linear_probes = 9;

/// Whether a table of `slots` slots is too full with `used` of them taken: from three fifths.
constexpr bool set_is_full(std::uint64_t used, std::uint64_t slots) { return used * 5 >= (slots - 1) * 3; }

/// Slots of the table that replaces a full one: more than four times what is used, above 50,000 twice.
constexpr std::uint64_t set_grown_slots(std::uint64_t used) {
  return std::bit_ceil((used > 50'000 ? 2 : 4) * used + 1);
}

/// What adding n new keys to an empty set comes to.
struct SetGrowth {
  std::uint64_t slots = set_minimum_slots;  // at the end
  std::uint64_t tables = 0;                 // asked of the allocator, one after the other
  std::uint64_t requested = 0;              // bytes of all of them
  std::uint64_t peak = 0;                   // bytes alive at most: a resize holds both tables
};

/// Tables of up to `pooled` bytes are not asked of the allocator.
constexpr SetGrowth set_growth(std::uint64_t n, std::uint64_t pooled = 0) {
  SetGrowth growth;
  std::uint64_t bytes = 0;
  // The fewest keys that fill a table: 5 k >= 3 (slots - 1).
  for (std::uint64_t full = 5; full <= n; full = (3 * (growth.slots - 1) + 4) / 5) {
    growth.slots = set_grown_slots(full);
    const std::uint64_t next = growth.slots * set_entry_bytes;
    growth.peak = bytes + next;
    if (next > pooled) {
      ++growth.tables;
      growth.requested += next;
    }
    bytes = next;
  }
  return growth;
}

}  // namespace allocscale::kernels::parts
