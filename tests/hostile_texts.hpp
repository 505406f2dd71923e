// Texts that do harm where they are shown or written as they are; see tests/hostile_texts.txt. A test that
// needs them defines HOSTILE_TEXTS, the path of that file: a text a line, a byte beyond ASCII or a control as
// \xHH, a backslash doubled. Tests in Python read the same file.
#pragma once

#include <fstream>
#include <string>
#include <vector>

namespace allocscale {

inline std::string unescaped(const std::string& line) {
  std::string text;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] != '\\') {
      text += line[i];
    } else if (line[++i] == 'x') {
      text += static_cast<char>(std::stoi(line.substr(i + 1, 2), nullptr, 16));
      i += 2;
    } else {
      text += line[i];
    }
  }
  return text;
}

inline std::vector<std::string> hostile_texts() {
  std::vector<std::string> texts;
  std::ifstream file(HOSTILE_TEXTS);
  for (std::string line; std::getline(file, line);) texts.push_back(unescaped(line));
  return texts;
}

/// Whether a terminal shows all of the text and obeys none of it: UTF-8 without controls other than line
/// feeds, without marks of direction and what cannot be seen. Written apart from what it tests.
inline bool is_harmless(const std::string& text, bool with_lines) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '\n' && with_lines) continue;
    if (byte < 0x20 || byte == 0x7f) return false;
    if (byte < 0x80) continue;
    const std::size_t more = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc2 ? 1 : 0;
    if (more == 0 || byte > 0xf4 || i + more >= text.size()) return false;
    for (std::size_t j = 1; j <= more; ++j)
      if ((static_cast<unsigned char>(text[i + j]) & 0xc0) != 0x80) return false;
    const std::string character = text.substr(i, more + 1);
    for (const char* harmful : {"\u061c", "\u200b", "\u200e", "\u200f", "\u2028", "\u2029", "\u202e",
                                "\u2060", "\u2066", "\u2069", "\ufeff", "\U000e0041"})
      if (character == harmful) return false;
    if (byte == 0xc2 && static_cast<unsigned char>(text[i + 1]) < 0xa0) return false;  // C1
    const auto second = static_cast<unsigned char>(text[i + 1]);
    if ((byte == 0xe0 && second < 0xa0) || (byte == 0xed && second > 0x9f) ||
        (byte == 0xf0 && second < 0x90) || (byte == 0xf4 && second > 0x8f))
      return false;  // overlong, surrogate, beyond Unicode
    i += more;
  }
  return true;
}

}  // namespace allocscale
