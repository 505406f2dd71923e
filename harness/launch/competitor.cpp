#include "harness/launch/competitor.hpp"

#include <fmt/format.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

#include "harness/base/error.hpp"

namespace allocscale {
namespace {

// Runs in the child of a program that may have locked files and databases open: none stays open here, and
// only system calls are made. A process group of its own keeps the terminal's signals away.
[[noreturn]] void compete(pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(1);  // the parent ended before the call above
  ::setpgid(0, 0);
  ::close_range(0, ~0U, 0);
  for (volatile unsigned turns = 0;;) turns = turns + 1;
}

void end(pid_t process) {
  ::kill(process, SIGKILL);
  while (::waitpid(process, nullptr, 0) < 0 && errno == EINTR) {
  }
}

}  // namespace

Competitor::Competitor(int cpu) {
  OwnedChild::adopt_orphans();
  const pid_t parent = ::getpid();
  pid_ = ::fork();
  if (pid_ < 0) throw SetupError(fmt::format("cannot start a process: {}", std::strerror(errno)));
  if (pid_ == 0) compete(parent);
  owned_.emplace(pid_);
  cpu_set_t only;
  CPU_ZERO(&only);
  CPU_SET(static_cast<std::size_t>(cpu), &only);
  if (::sched_setaffinity(pid_, sizeof only, &only) == 0) return;
  const int error = errno;
  end(pid_);
  throw SetupError(fmt::format("cannot run a process on CPU {}: {}", cpu, std::strerror(error)));
}

Competitor::~Competitor() { end(pid_); }

}  // namespace allocscale
