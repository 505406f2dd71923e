// Letters of ASCII in one case: names and texts that are found whatever their case.
#pragma once

#include <cctype>
#include <string>

namespace allocscale {

inline std::string lower_case(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

}  // namespace allocscale
