// Heap objects in a random order of addresses: allocated one after the other, handed out shuffled.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include "kernels/parts/heap.hpp"
#include "kernels/parts/mapped_array.hpp"
#include "kernels/parts/memory.hpp"
#include "kernels/parts/random.hpp"

namespace allocscale::kernels::parts {

/// Asks the allocator for the same objects as Heap, all of them when they are announced (expect_elements);
/// what was not announced comes as from Heap. The pointers wait in mapped pages, which the allocator never
/// sees. Buffers are Heap's.
class ShuffledHeap {
 public:
  static constexpr bool elements_only = true;
  static constexpr std::uint64_t expected_element_bytes = sizeof(void*);

  /// Allocates `count` objects of `bytes` bytes and shuffles them (Fisher and Yates).
  void expect_elements(std::size_t bytes, std::uint64_t count) {
    blocks_ = map_array<void*>(count);
    bytes_ = bytes;
    announced_ = waiting_ = count;
    for (std::uint64_t i = 0; i < count; ++i) blocks_[i] = Heap::take_element(bytes);
    Random random(seed);
    for (std::uint64_t i = count; i > 1; --i) std::swap(blocks_[i - 1], blocks_[random.below(i)]);
  }

  void* take_element(std::size_t bytes) {
    if (waiting_ == 0 || bytes != bytes_) return Heap::take_element(bytes);
    void* block = blocks_[--waiting_];
    if (waiting_ == 0) unmap_array(blocks_, announced_);
    return block;
  }
  static void give_element(void* block, std::size_t bytes) { Heap::give_element(block, bytes); }

  static void* take_buffer(std::size_t bytes) { return Heap::take_buffer(bytes); }
  static void* grow_buffer(void* block, std::size_t held, std::size_t bytes) {
    return Heap::grow_buffer(block, held, bytes);
  }
  static void give_buffer(void* block, std::size_t bytes) { Heap::give_buffer(block, bytes); }

 private:
  static constexpr std::uint64_t seed = 0x5eed;

  void** blocks_ = nullptr;
  std::size_t bytes_ = 0;
  std::uint64_t announced_ = 0;
  std::uint64_t waiting_ = 0;
};

static_assert(Memory<ShuffledHeap>);

}  // namespace allocscale::kernels::parts
