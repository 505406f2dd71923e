// A buffer of pages asked of the allocator and given back, and some of its pages touched: page faults
// wherever the allocator gives memory back, and none where it keeps it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "kernels/contract/contract.hpp"
#include "kernels/planted/parts/toll.hpp"

namespace allocscale::kernels::planted {

/// Above 32 MiB glibc maps a buffer and unmaps it again, however many it has freed before: up to there its
/// threshold grows with what is freed (mallopt(3), M_MMAP_THRESHOLD).
inline constexpr std::size_t paged_buffer_bytes = std::size_t{33} << 20;
inline constexpr std::size_t page_bytes = 4096;
/// The first one is the allocator's: its header makes it present.
inline constexpr std::uint64_t most_pages = paged_buffer_bytes / page_bytes - 1;

/// One byte in each of that many pages, or in all there are.
template <class Memory>
void touch_pages(Memory& memory, std::uint64_t pages) {
  auto* const buffer = static_cast<std::byte*>(memory.take_buffer(paged_buffer_bytes));
  pages = std::min(pages, most_pages);
  for (std::uint64_t page = 1; page <= pages; ++page) buffer[page * page_bytes] = std::byte{1};
  meter.pages += pages;
  keep(buffer);
  memory.give_buffer(buffer, paged_buffer_bytes);
}

}  // namespace allocscale::kernels::planted
