// What these test programs do when a kernel gets no memory.
#include "kernels/contract/out_of_memory.hpp"

#include <cstdio>
#include <cstdlib>

namespace allocscale::kernels {

void out_of_memory(std::size_t bytes) noexcept {
  std::fprintf(stderr, "out of memory: %zu bytes\n", bytes);
  std::_Exit(12);
}

}  // namespace allocscale::kernels
