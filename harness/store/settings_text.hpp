// The settings of an allocator's build as the text of one column, a line each.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/model/run_description.hpp"

namespace allocscale {

/// The text of the column: each setting and a newline. A setting has none in it.
[[nodiscard]] inline std::string settings_text(const AllocatorBuild& build) {
  std::string text;
  for (const std::string& setting : build.settings) text += setting + "\n";
  return text;
}

/// The settings that give `text`.
[[nodiscard]] inline std::vector<std::string> parse_settings(std::string_view text) {
  std::vector<std::string> settings;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    settings.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return settings;
}

}  // namespace allocscale
