// gperftools' tcmalloc, the library without its profilers: https://github.com/gperftools/gperftools
#include "allocators/contract/check.hpp"
#include "allocators/contract/symbol.hpp"

namespace allocscale::allocators {
namespace {

const char* version() {
  using Ask = const char*(int* major, int* minor, const char** patch);
  Ask* const ask = find_function<Ask>("tc_version");
  return ask == nullptr ? nullptr : ask(nullptr, nullptr, nullptr);
}

std::optional<std::int64_t> ask_bytes(const char* property) {
  using Ask = int(const char* property, std::size_t* value);
  Ask* const ask = find_function<Ask>("MallocExtension_GetNumericProperty");
  std::size_t value = 0;
  if (ask == nullptr || ask(property, &value) == 0) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

// gperftools' malloc_extension.h names the properties. The heap's size includes pages given back to the
// system.
Statistics statistics() {
  Statistics seen;
  seen.allocated_bytes = ask_bytes("generic.current_allocated_bytes");
  const auto heap = ask_bytes("generic.heap_size");
  const auto given_back = ask_bytes("tcmalloc.pageheap_unmapped_bytes");
  if (heap && given_back) seen.resident_bytes = *heap - *given_back;
  seen.mapped_bytes = heap;
  seen.retained_bytes = ask_bytes("tcmalloc.pageheap_free_bytes");
  return seen;
}

constexpr Knob knobs[] = {
    {.setting = "TCMALLOC_RELEASE_RATE", .why_not = "it acts after gigabytes were freed"},
    {.setting = "TCMALLOC_MAX_TOTAL_THREAD_CACHE_BYTES",
     .why_not = "it bounds the cache of blocks up to 256 KiB, whose pages stay either way"},
    {.setting = "TCMALLOC_HEAP_LIMIT_MB", .why_not = "it refuses memory beyond it"},
};

}  // namespace

extern constinit const Declaration tcmalloc = checked({
    .description = "gperftools' tcmalloc: thread caches over a page heap that keeps what is freed",
    .owner = "libtcmalloc",
    .symbol = "tc_version",
    .rounding = {.header_bytes = 0, .step_bytes = 8},
    .holding = {.blocks = 1.2, .grown = 2.25, .doubled = 0.45, .moved = 0.05},
    .retain = {.why_not = "its default keeps what is freed"},
    .eager = {.environment = "TCMALLOC_AGGRESSIVE_DECOMMIT=1", .proof = {4 * MiB}},
    .knobs = knobs,
    .version = version,
    .statistics = statistics,
});

}  // namespace allocscale::allocators
