// What the runner asks of the operating system for its own process: its CPU, its memory, its end.
#pragma once

#include <cstddef>
#include <cstdint>

#include "harness/runner/options.hpp"

namespace allocscale::runner {

/// To be called first in a worker's process: the process dies with the harness, and ends at once if that is
/// gone already; sets the memory policy; pins the process to its CPU.
void prepare_process(const Options& options);

/// Pins the calling thread; does nothing for a negative CPU.
void pin(int cpu);

/// `bytes` of present, zeroed pages that are not on the measured heap. `sharing` is MAP_PRIVATE or
/// MAP_SHARED. Fails the set-up with `failure` when there are none.
[[nodiscard]] void* map_pages(std::size_t bytes, int sharing, const char* failure);

/// Exits with the child's status, or dies of its signal, given its wait status; the child has already printed
/// its error.
[[noreturn]] void end_like_child(int wait_status);

/// CLOCK_MONOTONIC in nanoseconds.
[[nodiscard]] std::int64_t monotonic_ns();

}  // namespace allocscale::runner
