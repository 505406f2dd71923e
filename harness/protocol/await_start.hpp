// How whoever takes part in a trial waits for the common start.
#pragma once

#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>

#include "harness/protocol/rendezvous.hpp"

namespace allocscale::protocol {

/// CLOCK_MONOTONIC in nanoseconds.
[[nodiscard]] inline std::int64_t rendezvous_clock_ns() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

/// Sleeps until the harness releases.
inline void await_release(const Rendezvous& page) {
  while (page.released.load(std::memory_order_acquire) == 0)
    ::syscall(SYS_futex, &page.released, FUTEX_WAIT, 0U, nullptr, nullptr, 0);
}

/// After the release: waits for the common start time as the page says, and returns it (CLOCK_MONOTONIC, ns).
inline std::int64_t await_start_time(const Rendezvous& page) {
  const std::int64_t start = page.start_ns;
  if (page.spin == 0) {
    const timespec until{start / 1'000'000'000, start % 1'000'000'000};
    while (::clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, nullptr) == EINTR) {
    }
  }
  while (rendezvous_clock_ns() < start) {
  }
  return start;
}

}  // namespace allocscale::protocol
