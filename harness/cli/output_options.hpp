// The options that every command has which prints pages: --color, --width, --quiet, --verbose.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

namespace allocscale {

/// The options as they were typed.
struct OutputWords {
  std::string colour = "auto";
  std::optional<int> columns;
  bool quiet = false;
  bool verbose = false;
};

/// Adds the options to each command of the program that prints pages. Call it when all commands are there.
void add_output_options(CLI::App& app, OutputWords& words);

/// Makes all output obey the options (choose_output, choose_loudness). Throws RequestError for a word of
/// --color or a number of columns that cannot be.
void obey(const OutputWords& words);

}  // namespace allocscale
