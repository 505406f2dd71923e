#include "harness/launch/watched_time.hpp"

#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <vector>

#include "harness/base/clock.hpp"
#include "harness/base/joined.hpp"

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

std::string unwatched_words(const WatchedTime& time) {
  constexpr std::int64_t second = 1'000'000'000;
  std::vector<std::string> words;
  if (time.stopped_ns() >= second)
    words.push_back(fmt::format("{} s in which the harness was stopped", time.stopped_ns() / second));
  if (time.suspended_ns() >= second)
    words.push_back(fmt::format("{} s in which the machine was suspended", time.suspended_ns() / second));
  return words.empty() ? "" : fmt::format(" (not counted: {})", joined(words, ", "));
}

}  // namespace allocscale
