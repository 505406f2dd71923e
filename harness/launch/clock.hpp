// The clocks of a trial, in ns.
#pragma once

#include <time.h>

#include <cstdint>

namespace allocscale {

[[nodiscard]] inline std::int64_t clock_ns(clockid_t clock) {
  timespec now{};
  ::clock_gettime(clock, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

/// The clock that workers share.
[[nodiscard]] inline std::int64_t monotonic_ns() { return clock_ns(CLOCK_MONOTONIC); }

/// CPU time of this process so far, user and system, all threads.
[[nodiscard]] inline std::int64_t own_cpu_ns() { return clock_ns(CLOCK_PROCESS_CPUTIME_ID); }

}  // namespace allocscale
