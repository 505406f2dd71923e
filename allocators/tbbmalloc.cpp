// oneTBB's scalable allocator through its proxy, which replaces malloc and the plain operators; the sized and
// aligned ones stay in libstdc++ and reach it through them. https://github.com/oneapi-src/oneTBB
#include <climits>
#include <cstdlib>
#include <cstring>

#include "allocators/contract/check.hpp"
#include "allocators/contract/symbol.hpp"

namespace allocscale::allocators {
namespace {

// There is no function to ask: the number that the library's file bears, "2.8" of libtbbmalloc.so.2.8
// (2021.8). It has no statistics either.
const char* version() {
  static char path[PATH_MAX];
  void* const inside = ::dlsym(RTLD_DEFAULT, "__TBB_malloc_safer_free");
  Dl_info info{};
  if (inside == nullptr || ::dladdr(inside, &info) == 0 || ::realpath(info.dli_fname, path) == nullptr)
    return nullptr;
  const char* const number = std::strstr(path, ".so.");
  return number == nullptr ? nullptr : number + std::strlen(".so.");
}

constexpr Knob knobs[] = {
    {.setting = "TBB_MALLOC_USE_HUGE_PAGES=1", .proof = {8 * MiB}},
    {.setting = "TBB_MALLOC_SET_HUGE_SIZE_THRESHOLD=1000000", .proof = {80 * MiB}},
};

}  // namespace

extern constinit const Declaration tbbmalloc = checked({
    .description =
        "oneTBB's scalable allocator: per-thread heaps of 16 KiB slabs, large blocks cached up to 64 MiB",
    .owner = "libtbbmalloc_proxy.so",
    .sized_operator_owner = "libstdc++.so",
    .symbol = "__TBB_malloc_proxy",
    .rounding = {.header_bytes = 0, .step_bytes = 16},
    .holding = {.blocks = 1.05, .grown = 1.25, .doubled = 0.4, .moved = 0.65},
    .retain = {.environment = "TBB_MALLOC_SET_HUGE_SIZE_THRESHOLD=1", .proof = {80 * MiB}},
    .eager = {.why_not = "no knob of it acts"},
    .knobs = knobs,
    .version = version,
});

}  // namespace allocscale::allocators
