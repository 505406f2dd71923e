// What is wrong with the command line, and what to do, in one line. The parser's own sentences do not say it.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace allocscale {

/// The line for an error that app.parse() threw. It names the command or option that may be meant, the value
/// that is missing or no number, or the word too many, and the help to read. Other errors are told in the
/// parser's words.
[[nodiscard]] std::string parse_error_line(const CLI::App& app, const CLI::ParseError& wrong);

}  // namespace allocscale
