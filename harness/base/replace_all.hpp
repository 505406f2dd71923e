// Replaces a part of a text wherever it stands.
#pragma once

#include <string>
#include <string_view>

namespace allocscale {

/// Replaces every `from`, which is not empty, by `to`; what was put in is not read again. Returns whether
/// there was one.
inline bool replace_all(std::string& text, std::string_view from, std::string_view to) {
  bool found = false;
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
    found = true;
  }
  return found;
}

}  // namespace allocscale
