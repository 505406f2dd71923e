// A number as a machine writes it.
#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace allocscale {

/// The number that the whole text is, as std::from_chars reads it: no blank, no '+', no separators of
/// thousands. Nothing when it is none, or beyond the range of `Number`.
template <class Number>
[[nodiscard]] std::optional<Number> parse_number(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace allocscale
