#include "harness/report/characters.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "harness/base/clean_text.hpp"

namespace allocscale {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 13> replacements = {{
    {"×", "x"},
    {"µ", "u"},
    {"±", "+-"},
    {"–", "-"},
    {"—", "-"},
    {"−", "-"},
    {"─", "-"},
    {"═", "="},
    {"≥", ">="},
    {"·", "*"},
    {"…", "..."},
    {"█", "#"},
    {"→", "->"},
}};

}  // namespace

std::size_t display_width(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !continues_character(c); }));
}

std::string to_ascii(std::string_view text) {
  std::string ascii;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (end < text.size() && continues_character(text[end])) ++end;
    const std::string_view character = text.substr(at, end - at);
    if (character.size() == 1) {
      ascii += character;
    } else {
      const auto known = std::find_if(replacements.begin(), replacements.end(),
                                      [&](const auto& pair) { return pair.first == character; });
      ascii += known == replacements.end() ? "?" : known->second;
    }
    at = end;
  }
  return ascii;
}

std::string shown(std::string_view text, bool unicode) {
  const std::string clean = clean_page(text);
  return unicode ? clean : to_ascii(clean);
}

std::string pad_right(std::string_view text, std::size_t width) {
  std::string padded(text);
  const std::size_t taken = display_width(text);
  if (taken < width) padded.append(width - taken, ' ');
  return padded;
}

std::string pad_left(std::string_view text, std::size_t width) {
  const std::size_t taken = display_width(text);
  return std::string(taken < width ? width - taken : 0, ' ') + std::string(text);
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (;;) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

std::vector<std::string> folded(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    if (text.substr(end).starts_with(" %")) end = std::min(text.find_first_of(" \n", end + 1), text.size());
    const std::string_view word = text.substr(at, end - at);
    at = end + 1;
    if (word.empty()) continue;
    if (!line.empty() && display_width(line) + 1 + display_width(word) > width)
      lines.push_back(std::exchange(line, {}));
    if (!line.empty()) line += ' ';
    line += word;
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

}  // namespace allocscale
