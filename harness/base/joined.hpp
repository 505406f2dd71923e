// A list as one text.
#pragma once

#include <fmt/format.h>

#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace allocscale {

/// The words or numbers with `separator` between them: "a, b, c". Empty for none.
template <class Words>
[[nodiscard]] std::string joined(const Words& words, std::string_view separator) {
  std::string text;
  std::string_view before;
  for (const auto& word : words) {
    text += before;
    if constexpr (std::is_arithmetic_v<std::decay_t<decltype(word)>>)
      text += fmt::to_string(word);
    else
      text += word;
    before = separator;
  }
  return text;
}

/// As people list things: "a", "a and b", "a, b and c".
[[nodiscard]] inline std::string enumerated(std::span<const std::string> texts) {
  if (texts.size() < 2) return joined(texts, "");
  return joined(texts.first(texts.size() - 1), ", ") + " and " + texts.back();
}

/// The first `most` of the texts, and how many more there are: "a, b and 3 more".
[[nodiscard]] inline std::string some_of(std::span<const std::string> texts, std::size_t most) {
  if (texts.size() <= most) return joined(texts, ", ");
  return joined(texts.first(most), ", ") + fmt::format(" and {} more", texts.size() - most);
}

}  // namespace allocscale
