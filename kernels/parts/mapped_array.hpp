// A populated array from mmap: for probes, and for what a layout keeps for itself, which the allocator must
// not see.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdint>

#include "kernels/contract/out_of_memory.hpp"

namespace allocscale::kernels::parts {

/// `count` zeroed values of T on pages of their own, mapped and present; nullptr for none.
template <class T>
[[nodiscard]] T* map_array(std::uint64_t count) {
  if (count == 0) return nullptr;
  const std::size_t bytes = count * sizeof(T);
  void* memory =
      mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
  if (memory == MAP_FAILED) out_of_memory(bytes);
  return static_cast<T*>(memory);
}

/// Unmaps the array; the pointer is null afterwards.
template <class T>
void unmap_array(T*& array, std::uint64_t count) {
  if (array != nullptr) munmap(array, count * sizeof(T));
  array = nullptr;
}

}  // namespace allocscale::kernels::parts
