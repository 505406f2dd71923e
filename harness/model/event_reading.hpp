// Reads what event_code_text() writes. No allocation: the measured program does so too.
#pragma once

#include <charconv>
#include <cstdint>
#include <string_view>
#include <system_error>

#include "harness/model/event_code.hpp"

namespace allocscale {

/// Takes one hexadecimal number from the front of the text, and the ':' behind it.
inline bool take_event_number(std::string_view& text, std::uint64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, 16);
  if (error != std::errc{}) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (text.size() > 1 && text.front() == ':') text.remove_prefix(1);
  return true;
}

/// "r3c", "3:10002", "4:1b7:10001". False where the text is none.
inline bool read_event_code(std::string_view text, EventCode& code) {
  if (text.starts_with('r')) {
    text.remove_prefix(1);
    return take_event_number(text, code.config) && text.empty();
  }
  std::uint64_t type = 0;
  if (!take_event_number(text, type) || type > UINT32_MAX || !take_event_number(text, code.config))
    return false;
  code.type = static_cast<std::uint32_t>(type);
  return text.empty() || (take_event_number(text, code.config1) && text.empty());
}

}  // namespace allocscale
