// Fields and lines of CSV files (RFC 4180).
#pragma once

#include <span>
#include <string>

namespace allocscale {

/// The text as a field: clean (clean_page), quoted where it must be. A spreadsheet would run a text that
/// begins as a formula does: such a text gets a quotation mark in front, as OWASP advises ("CSV Injection").
[[nodiscard]] std::string csv_field(const std::string& text);

/// The texts as one line, ended by CR LF.
[[nodiscard]] std::string csv_line(std::span<const std::string> texts);

}  // namespace allocscale
