#include "harness/runner/result_pipe.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>

#include "harness/protocol/rendezvous.hpp"
#include "harness/runner/output.hpp"
#include "harness/runner/process.hpp"

namespace allocscale::runner {
namespace {

constexpr std::size_t pipe_bytes = 65'536;  // what a pipe holds by default (pipe(7))

// Only system calls: until it executes, the child runs in this process's memory.
void start_reader(int reading) {
  char* const arguments[] = {const_cast<char*>("runner"), const_cast<char*>("--drain"), nullptr};
  const pid_t parent = ::getpid();
  const pid_t reader = ::vfork();
  if (reader < 0) fail("set-up", "cannot start a reader for the result", protocol::exit_setup);
  if (reader > 0) return;
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() == parent && ::dup2(reading, STDIN_FILENO) == STDIN_FILENO)
    ::execv("/proc/self/exe", arguments);
  ::_exit(protocol::exit_setup);
}

}  // namespace

ResultPipe::ResultPipe(bool wanted) {
  if (!wanted) return;
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0)
    fail("set-up", "cannot make a pipe for the result", protocol::exit_setup);
  ::signal(SIGPIPE, SIG_IGN);
  start_reader(ends[0]);
  ::close(ends[0]);
  fd_ = ends[1];
  bytes_ = static_cast<char*>(map_pages(pipe_bytes, MAP_PRIVATE, "cannot map the result's bytes"));
}

void ResultPipe::send(std::uint64_t elements) const {
  if (fd_ < 0) return;
  for (std::uint64_t left = elements * 8; left > 0;) {
    const ssize_t written = ::write(fd_, bytes_, std::min<std::uint64_t>(left, pipe_bytes));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) fail("set-up", "the reader of the result is gone", protocol::exit_setup);
    left -= static_cast<std::uint64_t>(written);
  }
}

int drain() {
  static char buffer[pipe_bytes];
  ssize_t taken = 0;
  while ((taken = ::read(STDIN_FILENO, buffer, sizeof buffer)) > 0 || (taken < 0 && errno == EINTR)) {
  }
  return taken == 0 ? 0 : protocol::exit_setup;
}

}  // namespace allocscale::runner
