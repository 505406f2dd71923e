#include "harness/base/quantity.hpp"

#include <fmt/format.h>

#include <array>
#include <cctype>
#include <cmath>
#include <limits>

#include "harness/base/clock.hpp"
#include "harness/base/parse_number.hpp"

namespace allocscale {
namespace {

// Three significant digits without an exponent: 1.23, 12.3, 123, 1234.
std::string three_digits(double value) {
  const double size = std::fabs(value);
  if (size < 9.995) return fmt::format("{:.2f}", value);
  if (size < 99.95) return fmt::format("{:.1f}", value);
  return fmt::format("{:.0f}", value);
}

}  // namespace

std::string format_duration(double ns) {
  const double size = std::fabs(ns);
  if (size < 999.5) return fmt::format("{:.0f} ns", ns);
  if (size < 999.5e3) return three_digits(ns / 1e3) + " µs";
  if (size < 999.5e6) return three_digits(ns / 1e6) + " ms";
  return three_digits(ns / 1e9) + " s";
}

std::string format_span(double seconds) {
  const auto whole = static_cast<std::int64_t>(std::llround(seconds));
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
  return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

std::string format_bytes(double bytes) {
  constexpr std::array units = {"B", "KiB", "MiB", "GiB", "TiB"};
  std::size_t unit = 0;
  while (std::fabs(bytes) >= 1023.5 && unit + 1 < units.size()) {
    bytes /= 1024;
    ++unit;
  }
  if (unit == 0) return fmt::format("{:.0f} B", bytes);
  return three_digits(bytes) + " " + units[unit];
}

std::string format_count(double count) {
  std::string digits = fmt::format("{:.0f}", std::fabs(count));
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), 1, ',');
  return (count <= -0.5 ? "-" : "") + digits;
}

std::optional<double> parse_span(std::string_view text) {
  double factor = 1;
  if (!text.empty()) {
    if (text.back() == 'h') factor = 3600;
    if (text.back() == 'm') factor = 60;
    if (text.back() == 'h' || text.back() == 'm' || text.back() == 's') text.remove_suffix(1);
  }
  const auto value = parse_number<double>(text);
  if (!value || !(*value > 0) || !(*value * factor <= longest_span_seconds)) return std::nullopt;
  return *value * factor;
}

std::optional<std::uint64_t> parse_amount(std::string_view text) {
  if (const auto whole = parse_count(text)) return whole;
  double factor = 1;
  const bool binary = text.ends_with('i');
  if (binary) text.remove_suffix(1);
  constexpr std::string_view letters = "kmg";
  const char letter =
      text.empty() ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(text.back())));
  if (const std::size_t power = letters.find(letter); power != std::string_view::npos) {
    factor = std::pow(binary ? 1024.0 : 1000.0, static_cast<double>(power + 1));
    text.remove_suffix(1);
  } else if (binary) {
    return std::nullopt;
  }
  if (text.empty() || std::isdigit(static_cast<unsigned char>(text.front())) == 0) return std::nullopt;
  std::string digits(text);
  std::erase(digits, '_');
  constexpr double most_exact = 9007199254740992;  // 2^53: a double holds every whole number up to it
  const double value = factor * parse_number<double>(digits).value_or(std::nan(""));
  if (!(value <= most_exact) || value != std::floor(value)) return std::nullopt;
  return static_cast<std::uint64_t>(value);
}

std::optional<std::uint64_t> parse_count(std::string_view text) {
  std::uint64_t value = 0;
  bool any = false;
  for (const char c : text) {
    if (c == '_' && any) continue;
    if (c < '0' || c > '9') return std::nullopt;
    const auto digit = static_cast<std::uint64_t>(c - '0');
    if (value > (std::numeric_limits<std::uint64_t>::max() - digit) / 10) return std::nullopt;
    value = value * 10 + digit;
    any = true;
  }
  if (!any) return std::nullopt;
  return value;
}

}  // namespace allocscale
