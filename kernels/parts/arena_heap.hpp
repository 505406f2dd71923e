// All elements from one bump region: no allocator work for them, and none to free them.
#pragma once

#include <sys/mman.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "kernels/contract/out_of_memory.hpp"
#include "kernels/parts/heap.hpp"
#include "kernels/parts/memory.hpp"

namespace allocscale::kernels::parts {

/// Elements lie one behind the other in slots of 16 bytes' granularity, as CPython's do; the region is
/// unmapped when the last of them is given back. Address space is reserved for the largest task and made
/// usable in steps, so that one region serves any size and counts only what it uses as committed. Buffers are
/// Heap's.
class ArenaHeap {
 public:
  static constexpr bool elements_only = true;
  static constexpr bool pools_elements = true;
  static constexpr std::size_t reserved_bytes = std::size_t{32} << 30;
  static constexpr std::size_t step_bytes = std::size_t{16} << 20;
  static constexpr std::size_t alignment = 16;

  void* take_element(std::size_t bytes) {
    const std::size_t slot = (bytes + alignment - 1) & ~(alignment - 1);
    if (usable_ - used_ < slot) [[unlikely]]
      extend(slot);
    void* block = region_ + used_;
    used_ += slot;
    ++alive_;
    return block;
  }
  void give_element(void*, std::size_t) {
    if (--alive_ == 0) release();
  }

  static void* take_buffer(std::size_t bytes) { return Heap::take_buffer(bytes); }
  static void* grow_buffer(void* block, std::size_t held, std::size_t bytes) {
    return Heap::grow_buffer(block, held, bytes);
  }
  static void give_buffer(void* block, std::size_t bytes) { Heap::give_buffer(block, bytes); }

 private:
  void extend(std::size_t wanted) {
    if (region_ == nullptr) reserve();
    const std::size_t step = std::min(step_bytes, reserved_bytes - usable_);
    if (step < wanted || mprotect(region_ + usable_, step, PROT_READ | PROT_WRITE) != 0)
      out_of_memory(wanted);
    usable_ += step;
  }
  void reserve() {
    void* memory =
        mmap(nullptr, reserved_bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) out_of_memory(reserved_bytes);
    region_ = static_cast<std::byte*>(memory);
  }
  void release() {
    munmap(region_, reserved_bytes);
    region_ = nullptr;
    usable_ = used_ = 0;
  }

  std::byte* region_ = nullptr;
  std::size_t usable_ = 0;
  std::size_t used_ = 0;
  std::uint64_t alive_ = 0;
};

static_assert(Memory<ArenaHeap>);

}  // namespace allocscale::kernels::parts
