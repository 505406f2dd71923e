#include "harness/base/clean_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace allocscale {
namespace {

// A character at the beginning of a text: its code point, and how many bytes it takes.
struct Character {
  std::uint32_t code = 0;
  std::size_t bytes = 0;  // 0: the text does not begin with a character of UTF-8
};

// RFC 3629: no overlong forms, no surrogates, nothing beyond U+10FFFF.
Character first_character(std::string_view text) {
  const auto head = static_cast<unsigned char>(text.front());
  if (head < 0x80) return {head, 1};
  const std::size_t bytes = head >= 0xf0 ? 4 : head >= 0xe0 ? 3 : 2;
  if (head < 0xc2 || head > 0xf4 || text.size() < bytes) return {};
  std::uint32_t code = head & (0x7fU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if (!continues_character(text[i])) return {};
    code = code << 6 | (static_cast<unsigned char>(text[i]) & 0x3fU);
  }
  constexpr std::array<std::uint32_t, 5> least = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code >= 0xd800 && code <= 0xdfff;
  if (code < least.at(bytes) || code > 0x10ffff || surrogate) return {};
  return {code, bytes};
}

struct CodeRange {
  std::uint32_t first, last;
};

// What is obeyed or not seen, in order (Unicode 15: categories Cc, Cf, Zl, Zp and noncharacters).
constexpr std::array<CodeRange, 12> unshown = {{{0x00, 0x1f},
                                                {0x7f, 0x9f},
                                                {0xad, 0xad},
                                                {0x61c, 0x61c},
                                                {0x180e, 0x180e},
                                                {0x200b, 0x200f},
                                                {0x2028, 0x202e},
                                                {0x2060, 0x206f},
                                                {0xfeff, 0xfeff},
                                                {0xfff9, 0xfffb},
                                                {0xfffe, 0xffff},
                                                {0xe0000, 0xe0fff}}};

bool is_shown(std::uint32_t code) {
  return std::none_of(unshown.begin(), unshown.end(),
                      [code](const CodeRange& range) { return code >= range.first && code <= range.last; });
}

std::string cleaned(std::string_view text, char mark, bool keeps_lines) {
  std::string clean;
  clean.reserve(text.size());
  while (!text.empty()) {
    const Character character = first_character(text);
    const std::size_t bytes = std::max<std::size_t>(character.bytes, 1);
    const char c = text.front();
    if (c == '\n' || c == '\t')
      clean += keeps_lines && c == '\n' ? '\n' : ' ';
    else if (character.bytes > 0 && is_shown(character.code))
      clean += text.substr(0, bytes);
    else if (!(keeps_lines && text.starts_with("\r\n")))
      clean += mark;
    text.remove_prefix(bytes);
  }
  return clean;
}

}  // namespace

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xc0U) == 0x80; }

std::string clean_line(std::string_view text, char mark) { return cleaned(text, mark, false); }

std::string clean_page(std::string_view text) { return cleaned(text, '?', true); }

std::string cut_text(std::string_view text, std::size_t most_bytes) {
  if (text.size() <= most_bytes) return std::string(text);
  while (most_bytes > 0 && continues_character(text[most_bytes])) --most_bytes;
  return std::string(text.substr(0, most_bytes));
}

}  // namespace allocscale
