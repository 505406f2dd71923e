// The fingerprint of this host, as the kernel gives it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "harness/model/machine.hpp"

namespace allocscale {

/// The C library this program runs on, e.g. "glibc 2.36".
[[nodiscard]] std::string running_libc();

/// The tick rate (HZ) of a kernel whose coarse clocks resolve `resolution_ns` nanoseconds, one tick
/// (clock_getres(2)). Absent outside 24 to 1200 ticks a second, where no Linux is: an emulated kernel answers
/// 1 ns.
[[nodiscard]] std::optional<int> tick_rate_of(std::int64_t resolution_ns);

/// The tick rate of the kernel this program runs on.
[[nodiscard]] std::optional<int> running_tick_rate();

/// Reads /proc and /sys under `root`. `compiler` is what built the kernels. What the machine does not say is
/// absent, and a count it does not give is 0; throws nothing.
[[nodiscard]] Machine read_machine(const std::string& compiler, const std::filesystem::path& root = "/",
                                   const std::string& libc = running_libc(),
                                   std::optional<int> ticks_per_second = running_tick_rate());

/// This machine, and the compiler of this build.
[[nodiscard]] Machine this_machine();

/// Bytes that workers can take before the machine swaps or the kernel kills a process: MemAvailable, or the
/// least room below a cgroup limit if that is less.
[[nodiscard]] std::optional<std::int64_t> available_memory(const std::filesystem::path& root = "/");

}  // namespace allocscale
