// Runs a program to its end and returns its output. Runners are asked questions in this way.
#pragma once

#include <string>
#include <vector>

#include "harness/launch/worker_environment.hpp"

namespace allocscale {

/// The standard output of `arguments` (the program's path first), run in `environment` (NAME=value, all of
/// it). Throws std::runtime_error saying how it went wrong: not executable, a bad exit, the deadline passed,
/// more than 16 MiB of output.
[[nodiscard]] std::string captured_output(
    const std::vector<std::string>& arguments, double deadline_seconds,
    const std::vector<std::string>& environment = scrubbed_environment());

}  // namespace allocscale
