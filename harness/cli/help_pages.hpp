// Pages made of the same text as --help: what a shell completes, and the manual page.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace allocscale {

/// A script for the shell to source: "bash" or "zsh". It completes commands and options, and where an option
/// takes a name, the names that there are. Throws RequestError for another shell.
[[nodiscard]] std::string completion_script(const CLI::App& app, const std::string& shell);

/// The page allocscale(1), in the macros of man(7). `version`: of the program.
[[nodiscard]] std::string manual_page(const CLI::App& app, const std::string& version);

}  // namespace allocscale
