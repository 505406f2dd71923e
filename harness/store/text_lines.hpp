// A list of texts as the text of one column, a line each.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace allocscale {

/// The text of the column: each of the texts and a newline. A line break within one becomes a blank.
[[nodiscard]] inline std::string joined_lines(const std::vector<std::string>& texts) {
  std::string lines;
  for (const std::string& text : texts) {
    for (const char c : text) lines += c == '\n' ? ' ' : c;
    lines += '\n';
  }
  return lines;
}

/// The texts that give `lines`.
[[nodiscard]] inline std::vector<std::string> split_lines(std::string_view lines) {
  std::vector<std::string> texts;
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    texts.emplace_back(lines.substr(0, end));
    lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
  }
  return texts;
}

}  // namespace allocscale
