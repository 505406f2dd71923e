// How wide is a text on a terminal, and how is it folded?
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace allocscale {

/// Characters of a UTF-8 text. Every character that reports use (×, µ, ±, –, −, ≥, …) is one column wide.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// The text in ASCII: × as x, µ as u, ± as +-, dashes and minus as -, anything else as '?'.
[[nodiscard]] std::string to_ascii(std::string_view text);

/// The text as the output can show it: clean (clean_page), and in ASCII where it takes no UTF-8.
[[nodiscard]] std::string shown(std::string_view text, bool unicode);

/// Padded with spaces to `width` columns; never cut.
[[nodiscard]] std::string pad_right(std::string_view text, std::size_t width);
[[nodiscard]] std::string pad_left(std::string_view text, std::size_t width);

/// The text's own lines; one empty line for an empty text.
[[nodiscard]] std::vector<std::string_view> lines_of(std::string_view text);

/// Lines of at most `width` columns, broken between words only, and not before a '%' or what begins with one:
/// a longer word has its own line, whole. The text's own line breaks are spaces.
[[nodiscard]] std::vector<std::string> folded(std::string_view text, std::size_t width);

}  // namespace allocscale
