// How often a second does this kernel look whether a CPU is in user mode or in the kernel?
#pragma once

#include <cstdint>
#include <optional>

namespace allocscale {

/// The tick rate (HZ) of a kernel whose coarse clocks, which advance by the tick, resolve this many
/// nanoseconds: clock_getres(2). Absent where no Linux ticks so (24 to 1200 times a second): an emulated
/// kernel answers 1 ns.
[[nodiscard]] std::optional<int> tick_rate_of(std::int64_t resolution_ns);

/// That of the kernel this program runs on.
[[nodiscard]] std::optional<int> running_tick_rate();

}  // namespace allocscale
