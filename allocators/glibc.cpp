// ptmalloc, the C library's own: always there. Either threshold alone makes it worse: setting one stops their
// dynamic adjustment (mallopt(3)).
#include <gnu/libc-version.h>
#include <malloc.h>

#include "allocators/contract/check.hpp"

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

constexpr std::string_view one_thread =
    "it limits the heaps of further threads: it acts under --start thread, and "
    "not where a worker is a process of one thread";

constexpr Knob knobs[] = {
    {.setting = "MALLOC_TRIM_THRESHOLD_=4294967296", .proof = {8 * MiB}},
    {.setting = "MALLOC_MMAP_THRESHOLD_=4294967296", .proof = {8 * MiB}},
    {.setting = "MALLOC_TOP_PAD_=0", .proof = {8 * MiB}},
    {.setting = "MALLOC_TOP_PAD_=67108864", .proof = {40 * MiB}},
    {.setting = "MALLOC_MMAP_MAX_=0", .proof = {8 * MiB}},
    {.setting = "GLIBC_TUNABLES=glibc.malloc.trim_threshold=4294967296", .proof = {8 * MiB}},
    {.setting = "MALLOC_ARENA_MAX", .why_not = one_thread},
    {.setting = "MALLOC_ARENA_TEST", .why_not = one_thread},
    {.setting = "MALLOC_PERTURB_", .why_not = "it costs time, not pages"},
    {.setting = "MALLOC_CHECK_", .why_not = "it acts only with libc_malloc_debug.so preloaded"},
};

}  // namespace

extern constinit const Declaration glibc = checked({
    .description =
        "the C library's malloc (ptmalloc): one heap grown by brk, large blocks by mmap, the top given "
        "back when freed",
    .owner = "libc.so",
    .operator_owner = "libstdc++.so",
    .symbol = "gnu_get_libc_version",
    .rounding = {.header_bytes = 8, .step_bytes = 16},
    .holding = {.blocks = 1.05, .grown = 1, .doubled = 0.35, .moved = 1.15},
    .retain = {.environment = "MALLOC_TRIM_THRESHOLD_=4294967296 MALLOC_MMAP_THRESHOLD_=4294967296",
               .proof = {40 * MiB}},
    .eager = {.environment = "MALLOC_TRIM_THRESHOLD_=0 MALLOC_MMAP_THRESHOLD_=131072 MALLOC_TOP_PAD_=0",
              .proof = {8 * MiB}},
    .knobs = knobs,
    .huge_page_knob = "GLIBC_TUNABLES=glibc.malloc.hugetlb=1",
    .version = version,
    .statistics = statistics,
});

}  // namespace allocscale::allocators
