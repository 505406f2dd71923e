// Whether the kernel has a page mapped: the one witness of mmap and munmap that is not their caller.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>

namespace allocscale::kernels {

/// True when the page that holds `address` belongs to a mapping (mincore(2)).
inline bool is_mapped(const void* address) {
  const auto page_bytes = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
  const auto page = reinterpret_cast<std::uintptr_t>(address) / page_bytes * page_bytes;
  unsigned char resident = 0;
  return mincore(reinterpret_cast<void*>(page), page_bytes, &resident) == 0 || errno != ENOMEM;
}

}  // namespace allocscale::kernels
