#include <gnu/libc-version.h>
#include <malloc.h>

#include "allocators/declaration.hpp"

namespace allocscale::allocators {
namespace {

const char* version() { return ::gnu_get_libc_version(); }

// mallinfo2(3): blocks in the arenas and, apart from them, blocks mapped one by one. It does not know what is
// resident.
Statistics statistics() {
  const struct mallinfo2 heap = ::mallinfo2();
  Statistics seen;
  seen.allocated_bytes = static_cast<std::int64_t>(heap.uordblks + heap.hblkhd);
  seen.mapped_bytes = static_cast<std::int64_t>(heap.arena + heap.hblkhd);
  seen.retained_bytes = static_cast<std::int64_t>(heap.fordblks);
  return seen;
}

}  // namespace

extern const Interface glibc_interface = {.version = version, .statistics = statistics};

}  // namespace allocscale::allocators
