// Text that others wrote (in specs, stores, libraries' names, runners' messages), made safe to show to a
// person or to put into a file.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace allocscale {

/// The text on one line: valid UTF-8 without control characters. Line feeds and tabs become spaces.
/// Everything else that a terminal or an editor obeys rather than shows becomes `mark`: escapes and other
/// controls (C0, DEL, C1), marks of writing direction, invisible characters, line separators, and each byte
/// that is not UTF-8. For an error line, a cell of a table, a field of a file.
[[nodiscard]] std::string clean_line(std::string_view text, char mark = '?');

/// The same, but line feeds stay; a carriage return before one goes. For a page.
[[nodiscard]] std::string clean_page(std::string_view text);

/// Whether the byte is not the first of its character in UTF-8.
[[nodiscard]] bool continues_character(char c);

/// The longest beginning of at most `most_bytes` that does not end within a character of UTF-8.
[[nodiscard]] std::string cut_text(std::string_view text, std::size_t most_bytes);

}  // namespace allocscale
