// The fingerprint of this host, as the kernel gives it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "harness/measure/tick_rate.hpp"
#include "harness/model/machine.hpp"

namespace allocscale {

/// The C library this program runs on, e.g. "glibc 2.36".
[[nodiscard]] std::string running_libc();

/// Reads /proc and /sys under `root`. `compiler` is what built the kernels. What the machine does not say is
/// absent, and a count it does not give is 0; nothing is thrown for it.
[[nodiscard]] Machine read_machine(const std::string& compiler, const std::filesystem::path& root = "/",
                                   const std::string& libc = running_libc(),
                                   std::optional<int> ticks_per_second = running_tick_rate());

/// Bytes that workers can take before the machine swaps or the kernel kills: MemAvailable, or the least room
/// below a cgroup limit if that is less.
[[nodiscard]] std::optional<std::int64_t> available_memory(const std::filesystem::path& root = "/");

}  // namespace allocscale
