// The addresses of RecordedHeap without the allocator: what is left of a task when allocating and freeing is
// done by nobody, and every block lies where it lay?
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "kernels/parts/memory.hpp"
#include "kernels/replay/recording.hpp"

namespace allocscale::kernels::parts {

/// Takes the next address of the recording, whatever it is for. The pages must be there: the program that
/// links the kernels maps them before the task begins. Nothing is given back: a block is free when the
/// recording hands its bytes out again.
struct ReplayedHeap {
  static constexpr bool pools_elements = true;
  static constexpr std::uint64_t pooled_buffer_bytes = ~std::uint64_t{0};
  static constexpr bool keeps_what_is_given = true;

  static void* take_element(std::size_t bytes) { return player.next(bytes); }
  static void give_element(void*, std::size_t) {}

  static void* take_buffer(std::size_t bytes) { return player.next(bytes); }
  /// The bytes are the program's and move where the rehearsal's did. An allocator whose realloc has the
  /// kernel move the pages (mremap) saved that copy: here it is made.
  static void* grow_buffer(void* block, std::size_t held, std::size_t bytes) {
    void* const grown = player.next(bytes);
    if (grown != block && held > 0) std::memmove(grown, block, held);
    return grown;
  }
  static void give_buffer(void*, std::size_t) {}
};

static_assert(Memory<ReplayedHeap>);

}  // namespace allocscale::kernels::parts
