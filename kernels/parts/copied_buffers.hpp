// The two buffers of a probe that copies one to the other: mapped, and present.
#pragma once

#include <cstdint>

#include "kernels/parts/mapped_array.hpp"

namespace allocscale::kernels::parts {

struct CopiedBuffers {
  std::uint64_t* source = nullptr;
  std::uint64_t* target = nullptr;

  /// Maps both buffers, of n values each, and writes to the target; the caller fills the source after that. A
  /// warm list kernel's target was written by its own process, too: where only the operating system had
  /// touched it, the copy was a tenth slower at half of the L2 cache.
  void map(std::uint64_t n) {
    source = map_array<std::uint64_t>(n);
    target = map_array<std::uint64_t>(n);
    for (std::uint64_t i = 0; i < n; ++i) target[i] = ~i;
  }

  void unmap(std::uint64_t n) {
    unmap_array(source, n);
    unmap_array(target, n);
  }
};

}  // namespace allocscale::kernels::parts
