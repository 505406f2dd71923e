// This process's part: which benchmarks match, and running the one that is this process's own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/microbench/options.hpp"

namespace allocscale::microbench {

/// The names that the arguments select, in the order of registration. `program` is main's argv[0], which the
/// library keeps. Wrong arguments and --help end the process as the library does it, after the help text of
/// this program.
[[nodiscard]] std::vector<std::string> matching_names(char* program, const Arguments& arguments);

/// Runs what the arguments select in this process; returns its exit status.
[[nodiscard]] int run_here(char* program, const Arguments& arguments, const std::optional<ChildRole>& role);

}  // namespace allocscale::microbench
