#include "harness/launch/watched_time.hpp"

#include <time.h>

#include <algorithm>

#include "harness/base/clock.hpp"

namespace allocscale {

ClockReading read_clocks() { return {monotonic_ns(), clock_ns(CLOCK_BOOTTIME)}; }

void WatchedTime::pass(ClockReading now, std::int64_t meant_ns) {
  const std::int64_t passed_ns = std::max<std::int64_t>(0, now.monotonic_ns - last_.monotonic_ns);
  const std::int64_t ran_ns = std::min(passed_ns, meant_ns + most_delay_ns);
  watched_ns_ += ran_ns;
  stopped_ns_ += passed_ns - ran_ns;
  suspended_ns_ += std::max<std::int64_t>(0, now.boottime_ns - last_.boottime_ns - passed_ns);
  last_ = now;
}

}  // namespace allocscale
