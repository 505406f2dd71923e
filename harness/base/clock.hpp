// The harness's clocks. The runners, which include nothing of this folder, read the same monotonic clock.
#pragma once

#include <time.h>

#include <algorithm>
#include <cstdint>

namespace allocscale {

/// The time of a clock of clock_gettime(2), in nanoseconds.
[[nodiscard]] inline std::int64_t clock_ns(clockid_t clock) {
  timespec now{};
  ::clock_gettime(clock, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

/// CLOCK_MONOTONIC: never set back, and the same in every process of the machine.
[[nodiscard]] inline std::int64_t monotonic_ns() { return clock_ns(CLOCK_MONOTONIC); }

/// The same clock, in seconds.
[[nodiscard]] inline double monotonic_seconds() { return static_cast<double>(monotonic_ns()) / 1e9; }

/// A year. No deadline, budget or wait is longer: what lies beyond is a mistake.
inline constexpr double longest_span_seconds = 366.0 * 24 * 3600;

/// The nanoseconds of a span to wait for: none of a negative number or none (NaN), a year of whatever is
/// longer.
[[nodiscard]] inline std::int64_t span_ns(double seconds) {
  return static_cast<std::int64_t>((seconds > 0 ? std::min(seconds, longest_span_seconds) : 0) * 1e9);
}

/// The instant `seconds` from now on that clock, to wait until; see span_ns().
[[nodiscard]] inline std::int64_t monotonic_ns_in(double seconds) {
  return monotonic_ns() + span_ns(seconds);
}

/// The time of day, in nanoseconds since 1970 (UTC).
[[nodiscard]] inline std::int64_t unix_now_ns() { return clock_ns(CLOCK_REALTIME); }

/// CPU time of this process so far, user and system, all threads.
[[nodiscard]] inline std::int64_t own_cpu_ns() { return clock_ns(CLOCK_PROCESS_CPUTIME_ID); }

}  // namespace allocscale
