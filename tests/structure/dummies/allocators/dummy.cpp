// An allocator of one's own: the executable itself owns malloc, and libstdc++'s operators call it.
#include <cerrno>
#include <cstddef>

#include "allocators/contract/check.hpp"

extern "C" {

void* __libc_malloc(std::size_t bytes);
void* __libc_calloc(std::size_t count, std::size_t bytes);
void* __libc_realloc(void* block, std::size_t bytes);
void* __libc_memalign(std::size_t alignment, std::size_t bytes);
void __libc_free(void* block);

void* malloc(std::size_t bytes) noexcept { return __libc_malloc(bytes); }
void* calloc(std::size_t count, std::size_t bytes) noexcept { return __libc_calloc(count, bytes); }
void* realloc(void* block, std::size_t bytes) noexcept { return __libc_realloc(block, bytes); }
void free(void* block) noexcept { __libc_free(block); }

int posix_memalign(void** block, std::size_t alignment, std::size_t bytes) noexcept {
  *block = __libc_memalign(alignment, bytes);
  return *block == nullptr ? ENOMEM : 0;
}

}  // extern "C"

namespace allocscale::allocators {

extern constinit const Declaration dummy = checked({
    .description = "the C library's malloc behind functions of the runner's own",
    .owner = this_program,
    .operator_owner = "libstdc++.so",
    .rounding = {.header_bytes = 8, .step_bytes = 16},
    .retain = {.why_not = "no test needs it"},
    .eager = {.why_not = "no test needs it"},
    .version = [] { return "1.0-dummy"; },
});

}  // namespace allocscale::allocators
