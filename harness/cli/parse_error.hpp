// What was wrong with the command line, in one line that says what to do: the parser's own sentences say
// neither.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace allocscale {

/// Of an error that app.parse() threw: the command or option that is meant, the value that is missing or no
/// number, the word too many, and where to read on. Where the parser knows more than the app tells, its
/// words.
[[nodiscard]] std::string parse_error_line(const CLI::App& app, const CLI::ParseError& wrong);

}  // namespace allocscale
