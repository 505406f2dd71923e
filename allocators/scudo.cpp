#include <malloc.h>

#include "allocators/declaration.hpp"

namespace allocscale::allocators {
namespace {

// scudo answers mallinfo2(3) itself, in fields of its own choice: blocks held, mapped in all, freed and kept.
Statistics statistics() {
  const struct mallinfo2 heap = ::mallinfo2();
  Statistics seen;
  seen.allocated_bytes = static_cast<std::int64_t>(heap.uordblks);
  seen.mapped_bytes = static_cast<std::int64_t>(heap.hblkhd);
  seen.retained_bytes = static_cast<std::int64_t>(heap.fordblks);
  return seen;
}

}  // namespace

// It cannot be asked for its version: scudo.cmake declares the one that is linked.
extern const Interface scudo_interface = {.statistics = statistics};

}  // namespace allocscale::allocators
