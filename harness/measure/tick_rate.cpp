#include "harness/measure/tick_rate.hpp"

#include <time.h>

#include <cmath>

namespace allocscale {

std::optional<int> tick_rate_of(std::int64_t resolution_ns) {
  constexpr long slowest = 24, fastest = 1200;  // CONFIG_HZ of MIPS and of Alpha
  if (resolution_ns <= 0) return std::nullopt;
  const long rate = std::lround(1e9 / static_cast<double>(resolution_ns));
  if (rate < slowest || rate > fastest) return std::nullopt;
  return static_cast<int>(rate);
}

std::optional<int> running_tick_rate() {
  timespec resolution{};
  if (::clock_getres(CLOCK_MONOTONIC_COARSE, &resolution) != 0 || resolution.tv_sec != 0) return std::nullopt;
  return tick_rate_of(resolution.tv_nsec);
}

}  // namespace allocscale
