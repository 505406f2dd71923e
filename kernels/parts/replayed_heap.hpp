// Blocks at the addresses that RecordedHeap wrote down in a rehearsal: the task runs with every block in its
// place, and nobody allocates or frees.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "kernels/parts/memory.hpp"
#include "kernels/replay/recording.hpp"

namespace allocscale::kernels::parts {

/// Each request, for an element or a buffer, gets the next address of the recording. The pages must be
/// present: the program that links the kernels maps them before the task begins. Giving back does nothing:
/// the recording itself hands out again what the rehearsal had freed.
struct ReplayedHeap {
  static constexpr bool pools_elements = true;
  static constexpr std::uint64_t pooled_buffer_bytes = ~std::uint64_t{0};
  static constexpr bool keeps_what_is_given = true;

  static void* take_element(std::size_t bytes) { return player.next(bytes); }
  static void give_element(void*, std::size_t) {}

  static void* take_buffer(std::size_t bytes) { return player.next(bytes); }
  /// Copies the bytes where the block moved in the rehearsal. It copies even where the rehearsal's realloc
  /// had the operating system move the pages instead (mremap).
  static void* grow_buffer(void* block, std::size_t held, std::size_t bytes) {
    void* const grown = player.next(bytes);
    if (grown != block && held > 0) std::memmove(grown, block, held);
    return grown;
  }
  static void give_buffer(void*, std::size_t) {}
};

static_assert(Memory<ReplayedHeap>);

}  // namespace allocscale::kernels::parts
