// Does a message have a hole, where a word should stand?
#pragma once

#include <algorithm>
#include <iterator>
#include <regex>
#include <string>

namespace allocscale {

/// Whether the text is empty, begins or ends with a space, ends where something was to follow, or has marks
/// with nothing between them: "with , cannot be run: ". What stands in quotes is what somebody typed, which
/// may be empty.
[[nodiscard]] inline bool has_hole(const std::string& message) {
  const std::string text = std::regex_replace(message, std::regex("'[^']*'|\"[^\"]*\""), "'typed'");
  if (text.empty() || text.front() == ' ' || text.back() == ' ' || text.back() == ':' || text.back() == ',')
    return true;
  const char* const marks[] = {"  ", " ,", " ;", " :", "()", "( ", " )", ",,", ":,", ": ;", ": :"};
  return std::any_of(std::begin(marks), std::end(marks),
                     [&text](const char* mark) { return text.find(mark) != std::string::npos; });
}

}  // namespace allocscale
