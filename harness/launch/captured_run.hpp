// Runs a program to its end and returns its output. Runners are asked questions in this way.
#pragma once

#include <string>
#include <vector>

#include "harness/base/error.hpp"
#include "harness/launch/worker_environment.hpp"

namespace allocscale {

/// The program could not be asked, or was ended before it answered: no process or pipe could be made, it
/// could not be executed, the deadline passed, or SIGKILL came, as from the kernel for want of memory. It may
/// answer the next time.
class NoAnswer : public SetupError {
 public:
  explicit NoAnswer(const std::string& line) : SetupError(line) {}
};

/// The standard output of `arguments` (the program's path first), run in `environment` (NAME=value, all of
/// it). Throws NoAnswer, or std::runtime_error saying how it went wrong: a bad exit status,
/// more than 16 MiB of output.
[[nodiscard]] std::string captured_output(
    const std::vector<std::string>& arguments, double deadline_seconds,
    const std::vector<std::string>& environment = scrubbed_environment());

}  // namespace allocscale
