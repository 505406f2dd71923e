// An allocator for the tests: glibc's, with every call counted, so that "the worker calls no allocation
// function before the kernel does" is a number. At exit it writes one line to standard error:
//   allocation calls: loader=1 program=0
// `loader` counts what libraries did before this program's constructors (libstdc++ reserves memory for
// exceptions).
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdio>

#include "allocators/contract/check.hpp"

extern "C" {
void* __libc_malloc(std::size_t bytes);
void* __libc_calloc(std::size_t count, std::size_t bytes);
void* __libc_realloc(void* old, std::size_t bytes);
void* __libc_memalign(std::size_t alignment, std::size_t bytes);
void __libc_free(void* block);
}

namespace {

int calls = 0;
int loader_calls = 0;

__attribute__((constructor)) void note_loader_calls() { loader_calls = calls; }

__attribute__((destructor)) void report() {
  char line[96];
  const int used = std::snprintf(line, sizeof line, "allocation calls: loader=%d program=%d\n", loader_calls,
                                 calls - loader_calls);
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, line, static_cast<std::size_t>(used));
}

}  // namespace

extern "C" {

void* malloc(std::size_t bytes) {
  ++calls;
  return __libc_malloc(bytes);
}

void* calloc(std::size_t count, std::size_t bytes) {
  ++calls;
  return __libc_calloc(count, bytes);
}

void* realloc(void* old, std::size_t bytes) {
  ++calls;
  return __libc_realloc(old, bytes);
}

void free(void* block) {
  if (block != nullptr) ++calls;
  __libc_free(block);
}

int posix_memalign(void** block, std::size_t alignment, std::size_t bytes) {
  ++calls;
  *block = __libc_memalign(alignment, bytes);
  return *block == nullptr ? ENOMEM : 0;
}

}  // extern "C"

namespace allocscale::allocators {

constinit const Declaration counting = checked({
    .description = "glibc's malloc with its calls counted; for tests",
    .owner = this_program,
    .operator_owner = "libstdc++.so",
    .rounding = {.header_bytes = 8, .step_bytes = 16},
    .retain = {.why_not = "no test needs it"},
    .eager = {.why_not = "no test needs it"},
    .version = [] { return "test"; },
});

constinit const Declaration& declaration = counting;

}  // namespace allocscale::allocators
