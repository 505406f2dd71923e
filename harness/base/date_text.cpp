#include "harness/base/date_text.hpp"

#include <fmt/format.h>
#include <time.h>

namespace allocscale {
namespace {

constexpr std::int64_t ns_per_s = 1'000'000'000;

}  // namespace

std::string local_time_text(std::int64_t unix_ns) {
  const auto seconds = static_cast<time_t>(unix_ns / ns_per_s);
  tm day{};
  if (::localtime_r(&seconds, &day) == nullptr) return "?";
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}", day.tm_year + 1900, day.tm_mon + 1, day.tm_mday,
                     day.tm_hour, day.tm_min);
}

std::string utc_time_text(std::int64_t unix_ns) {
  const auto seconds = static_cast<time_t>(unix_ns / ns_per_s);
  tm day{};
  if (::gmtime_r(&seconds, &day) == nullptr) return "?";
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", day.tm_year + 1900, day.tm_mon + 1, day.tm_mday,
                     day.tm_hour, day.tm_min, day.tm_sec);
}

std::string clock_span_text(std::int64_t ns) {
  const std::int64_t seconds = (ns + ns_per_s / 2) / ns_per_s;
  if (seconds < 3600) return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
  return fmt::format("{}:{:02}:{:02}", seconds / 3600, seconds % 3600 / 60, seconds % 60);
}

}  // namespace allocscale
