#include "harness/launch/launcher.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

#include "harness/base/error.hpp"
#include "harness/launch/trial_run.hpp"

namespace allocscale {

Launcher::Launcher(LauncherOptions options)
    : null_(::open("/dev/null", O_RDONLY | O_CLOEXEC)), options_(std::move(options)) {
  if (!null_.open()) throw SetupError(fmt::format("cannot open /dev/null: {}", std::strerror(errno)));
  struct sigaction now {};
  ::sigaction(SIGCHLD, nullptr, &now);
  if (now.sa_handler == SIG_IGN) ::signal(SIGCHLD, SIG_DFL);
}

std::optional<TrialResult> Launcher::run(const TrialOrder& order, const TrialHooks& hooks) const {
  return TrialRun(order, hooks, options_, null_.get()).run();
}

}  // namespace allocscale
