// Pages asked of the allocator, touched and given back: page faults wherever the allocator gives them back to
// the system, and none where it keeps them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "kernels/contract/contract.hpp"
#include "kernels/planted/parts/toll.hpp"

namespace allocscale::kernels::planted {

/// Two of them, freed, are more than the 128 KiB of a free heap top that glibc keeps (mallopt(3),
/// M_TRIM_THRESHOLD and M_TOP_PAD), and each is less than the 128 KiB from which it maps a buffer, and maps
/// none of that size again once one was freed. So the first one lies in the kept pages in every round, and
/// the second one in new pages but for its beginning. All are few: a replay has them all.
inline constexpr std::size_t paged_buffer_bytes = std::size_t{124} << 10;
inline constexpr std::uint64_t paged_buffers = 2;
inline constexpr std::size_t page_bytes = 4096;
inline constexpr std::uint64_t kept_pages = 4;  // of the second one
/// More are not touched, however many workers there are.
inline constexpr std::uint64_t most_pages = paged_buffer_bytes / page_bytes - kept_pages;

/// One byte in each of that many pages, or in all there are.
template <class Memory>
void touch_pages(Memory& memory, std::uint64_t pages) {
  auto* const kept = static_cast<std::byte*>(memory.take_buffer(paged_buffer_bytes));
  auto* const given_back = static_cast<std::byte*>(memory.take_buffer(paged_buffer_bytes));
  // All pages of this one are touched: a replay has them all present.
  for (std::size_t at = 0; at < paged_buffer_bytes; at += page_bytes) kept[at] = std::byte{1};
  pages = std::min(pages, most_pages);
  for (std::uint64_t page = 0; page < pages; ++page)
    given_back[(kept_pages + page) * page_bytes] = std::byte{1};
  meter.pages += pages;
  keep(kept);
  keep(given_back);
  memory.give_buffer(kept, paged_buffer_bytes);
  memory.give_buffer(given_back, paged_buffer_bytes);
}

}  // namespace allocscale::kernels::planted
