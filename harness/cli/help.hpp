// How `--help` looks: at most 80 columns, options in groups, and an example for each command.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace allocscale {

/// Makes the program's help look so. Call it before commands are added: they take the formatter over.
void set_help_format(CLI::App& app);

/// Puts the options of every command into their groups, and its examples under them. Call it when all
/// commands are there.
void arrange_help(CLI::App& app);

/// The help of the command that the words name ("runs delete"), or of the program where there are none.
/// Throws RequestError where there is no such command.
[[nodiscard]] std::string help_text(const CLI::App& app, const std::vector<std::string>& words);

}  // namespace allocscale
