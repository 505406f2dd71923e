// From the parsed command line to the command that it names.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "harness/cli/requests.hpp"

namespace allocscale {

/// Runs the command that was named and returns its exit status; `version` is the program's. Throws
/// RequestError, before anything is run, for a value that cannot be; else as the command does.
[[nodiscard]] int dispatch(const CLI::App& app, const Requests& requests, const std::string& version);

}  // namespace allocscale
