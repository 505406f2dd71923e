#include "harness/conduct/errand.hpp"

#include <stdexcept>

#include "harness/launch/captured_run.hpp"

namespace allocscale {

std::string errand_failure(const std::vector<std::string>& words, const std::vector<std::string>& environment,
                           double deadline_seconds) {
  if (words.empty()) return {};
  std::vector<std::string> arguments = {"/usr/bin/env"};  // which looks for the command in PATH
  arguments.insert(arguments.end(), words.begin(), words.end());
  try {
    (void)captured_output(arguments, deadline_seconds, environment);
    return {};
  } catch (const std::runtime_error& wrong) {
    return wrong.what();
  }
}

}  // namespace allocscale
