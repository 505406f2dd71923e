// Memory from the allocator that the program is linked with: one call of malloc, calloc, realloc or free for
// each request.
#pragma once

#include <cstdlib>

#include "kernels/contract/contract.hpp"
#include "kernels/contract/out_of_memory.hpp"
#include "kernels/parts/memory.hpp"

namespace allocscale::kernels::parts {

struct Heap {
  static void* take_element(std::size_t bytes) { return checked(std::malloc(bytes), bytes); }
  static void give_element(void* block, std::size_t) { std::free(block); }

  static void* take_buffer(std::size_t bytes) { return checked(std::malloc(bytes), bytes); }
  /// A buffer of `count` zeros of that many bytes each.
  static void* take_zeroed_buffer(std::size_t count, std::size_t bytes) {
    return checked(std::calloc(count, bytes), count * bytes);
  }
  static void* grow_buffer(void* block, std::size_t, std::size_t bytes) {
    return checked(std::realloc(block, bytes), bytes);
  }
  static void give_buffer(void* block, std::size_t) { std::free(block); }

 private:
  static void* checked(void* block, std::size_t bytes) {
    if (block == nullptr) [[unlikely]]
      out_of_memory(bytes);
    keep(block);
    return block;
  }
};

static_assert(Memory<Heap>);

}  // namespace allocscale::kernels::parts
