// The words of a page, with one space between two of them.
#pragma once

#include <string>
#include <string_view>

namespace allocscale {

inline std::string unfolded(std::string_view page) {
  std::string words;
  for (const char c : page)
    if (c != ' ' && c != '\n')
      words += c;
    else if (!words.empty() && words.back() != ' ')
      words += ' ';
  return words;
}

}  // namespace allocscale
