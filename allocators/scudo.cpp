// LLVM's hardened allocator, linked statically into the program:
// https://llvm.org/docs/ScudoHardenedAllocator.html
#include <malloc.h>

#include "allocators/contract/check.hpp"

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

constexpr Knob knobs[] = {
    {.setting = "SCUDO_OPTIONS=release_to_os_interval_ms=-1", .proof = {20 * MiB}},
};

}  // namespace

extern constinit const Declaration scudo = checked({
    .description =
        "LLVM's scudo, hardened: size classes with checked headers up to 64 KiB, beyond that mapped "
        "with guard pages",
    .owner = this_program,
    .symbol = "__scudo_print_stats",
    .rounding = {.header_bytes = 16, .step_bytes = 32},
    .holding = {.blocks = 1.35, .grown = 0.5, .doubled = 0.05, .moved = 0.45},
    .retain = {.why_not = "no knob keeps blocks above 512 KiB"},
    .eager = {.environment = "SCUDO_OPTIONS=release_to_os_interval_ms=0", .proof = {8 * MiB, 32 * KiB}},
    .knobs = knobs,
    .linked_version = SCUDO_VERSION,  // it cannot be asked for it
    .statistics = statistics,
});

}  // namespace allocscale::allocators
