// How a process ended.
#pragma once

#include <string>

namespace allocscale {

struct ExitStatus {
  int code = 0;    // of exit(), when signal is 0
  int signal = 0;  // that killed it; 0: none did

  friend bool operator==(const ExitStatus&, const ExitStatus&) = default;
};

/// "exited with status 3", "was killed by signal 11 (Segmentation fault)".
[[nodiscard]] std::string describe(const ExitStatus& status);

}  // namespace allocscale
