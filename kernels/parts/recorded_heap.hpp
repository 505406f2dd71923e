// Heap, with the address of every block written down: the rehearsal of a replay.
#pragma once

#include <cstddef>

#include "kernels/parts/heap.hpp"
#include "kernels/parts/memory.hpp"
#include "kernels/replay/recording.hpp"

namespace allocscale::kernels::parts {

/// Asks the allocator for what Heap asks for, in the same order, and frees the same.
struct RecordedHeap {
  static void* take_element(std::size_t bytes) { return recorder.note(Heap::take_element(bytes), bytes); }
  static void give_element(void* block, std::size_t bytes) { Heap::give_element(block, bytes); }

  static void* take_buffer(std::size_t bytes) { return recorder.note(Heap::take_buffer(bytes), bytes); }
  static void* grow_buffer(void* block, std::size_t held, std::size_t bytes) {
    return recorder.note(Heap::grow_buffer(block, held, bytes), bytes);
  }
  static void give_buffer(void* block, std::size_t bytes) { Heap::give_buffer(block, bytes); }
};

static_assert(Memory<RecordedHeap>);

}  // namespace allocscale::kernels::parts
