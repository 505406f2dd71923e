// How large a dict's table is and when it grows: CPython 3.11's dictobject.c as arithmetic, for the dict
// itself and for what kernels declare of their work.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

namespace allocscale::kernels::parts {

inline constexpr int dict_log2_minimum = 3;
inline constexpr std::size_t dict_header_bytes = 32;
inline constexpr std::size_t dict_entry_bytes = 24;

/// Entries that a table of 2^log2_size indices has room for: two thirds.
constexpr std::uint64_t dict_usable(int log2_size) { return (std::uint64_t{2} << log2_size) / 3; }

/// Bytes of one index: 1, 2, 4 or 8, by the size of the table.
constexpr std::uint64_t dict_index_bytes(int log2_size) {
  return log2_size < 8 ? 1 : log2_size < 16 ? 2 : log2_size < 32 ? 4 : 8;
}

/// log2 of the bytes of all indices.
constexpr int dict_log2_index_bytes(int log2_size) {
  return log2_size + std::countr_zero(dict_index_bytes(log2_size));
}

/// The one block that holds header, indices and entries.
constexpr std::size_t dict_block_bytes(int log2_size) {
  return dict_header_bytes + (std::size_t{1} << dict_log2_index_bytes(log2_size)) +
         dict_entry_bytes * dict_usable(log2_size);
}

/// log2 of the table that replaces a full one: the power of two that is at least three times what is used.
constexpr int dict_log2_grown(std::uint64_t used) {
  const int log2_size = static_cast<int>(std::bit_width(3 * used - 1));
  return log2_size < dict_log2_minimum ? dict_log2_minimum : log2_size;
}

/// What inserting n new keys into an empty dict comes to.
struct DictGrowth {
  int log2_size = 0;            // of the table at the end
  std::uint64_t blocks = 0;     // asked of the allocator, one after the other
  std::uint64_t requested = 0;  // bytes of all of them
  std::uint64_t peak = 0;       // bytes alive at most: a resize holds both tables
};

/// Tables of up to `pooled` bytes are not asked of the allocator.
constexpr DictGrowth dict_growth(std::uint64_t n, std::uint64_t pooled = 0) {
  if (n == 0) return {};
  constexpr std::size_t first = dict_block_bytes(dict_log2_minimum);
  DictGrowth growth{.log2_size = dict_log2_minimum, .peak = first};
  if (first > pooled) {
    growth.blocks = 1;
    growth.requested = first;
  }
  while (dict_usable(growth.log2_size) < n) {
    const int next = dict_log2_grown(dict_usable(growth.log2_size));
    growth.peak = dict_block_bytes(growth.log2_size) + dict_block_bytes(next);
    growth.log2_size = next;
    if (dict_block_bytes(next) > pooled) {
      ++growth.blocks;
      growth.requested += dict_block_bytes(next);
    }
  }
  return growth;
}

}  // namespace allocscale::kernels::parts
