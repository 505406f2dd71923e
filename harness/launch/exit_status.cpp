#include "harness/launch/exit_status.hpp"

#include <fmt/format.h>

#include <csignal>
#include <cstring>

namespace allocscale {

std::string describe(const ExitStatus& status) {
  if (status.signal == 0) return fmt::format("exited with status {}", status.code);
  const char* const name = ::sigdescr_np(status.signal);
  return fmt::format("was killed by signal {} ({})", status.signal, name == nullptr ? "unnamed" : name);
}

}  // namespace allocscale
