// Numbers in the text of /proc: free functions of the text alone, without allocation, so that they can run in
// the measured process and be tested on recorded texts. What is not there, or not as expected, is absent.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace allocscale {

/// The whole number at the head of `text`, after blanks; absent when there is none or it does not fit.
[[nodiscard]] inline std::optional<std::int64_t> leading_integer(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t");
  if (from == std::string_view::npos) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data() + from, text.data() + text.size(), value);
  if (error != std::errc{}) return std::nullopt;
  return value;
}

/// The number of the line whose first word is `key`: "VmHWM:	    1784 kB", "oom_kill 3", "se.nr_migrations
/// :   22". `key` is given without its colon and matches a whole word only.
[[nodiscard]] inline std::optional<std::int64_t> value_of(std::string_view text, std::string_view key) {
  while (!text.empty()) {
    const std::size_t newline = text.find('\n');
    const std::string_view line = text.substr(0, newline);
    if (line.starts_with(key)) {
      const std::string_view rest = line.substr(key.size());
      const std::size_t number = rest.find_first_not_of(" \t:");
      if (number != 0 && number != std::string_view::npos) return leading_integer(rest.substr(number));
    }
    text.remove_prefix(newline == std::string_view::npos ? text.size() : newline + 1);
  }
  return std::nullopt;
}

/// As value_of, for lines in units of 1,024 bytes ("VmRSS: 1784 kB"); in bytes.
[[nodiscard]] inline std::optional<std::int64_t> kilobytes_of(std::string_view text, std::string_view key) {
  const auto value = value_of(text, key);
  if (!value || *value < 0 || *value > INT64_MAX / 1024) return std::nullopt;
  return *value * 1024;
}

/// The run-queue delay of a schedstat file, "CPU-time delay timeslices"
/// (Documentation/scheduler/sched-stats), in ns. Absent when the kernel keeps no such account: it then writes
/// "0 0 0", and whoever reads its own file has run at least once.
[[nodiscard]] inline std::optional<std::int64_t> run_delay_of(std::string_view schedstat) {
  const std::size_t first = schedstat.find(' ');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = schedstat.find(' ', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto timeslices = leading_integer(schedstat.substr(second + 1));
  if (!timeslices || *timeslices == 0) return std::nullopt;
  return leading_integer(schedstat.substr(first + 1, second - first - 1));
}

/// The migrations of a sched file (/proc/PID/sched).
[[nodiscard]] inline std::optional<std::int64_t> migrations_of(std::string_view sched) {
  return value_of(sched, "se.nr_migrations");
}

}  // namespace allocscale
