#include "harness/microbench/child.hpp"

#include <signal.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <vector>

namespace allocscale::microbench {
namespace {

sigset_t awaited_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGCHLD);
  return signals;
}

pid_t spawn(std::string program, Arguments arguments, int output_fd) {
  std::vector<char*> pointers = {program.data()};
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);

  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  if (output_fd >= 0) posix_spawn_file_actions_adddup2(&files, output_fd, STDOUT_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  pid_t child = -1;
  const int error = posix_spawn(&child, "/proc/self/exe", &files, &attributes, pointers.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  if (error != 0) throw std::system_error(error, std::generic_category(), "cannot start a benchmark process");
  return child;
}

int exit_status(int wait_status) {
  return WIFSIGNALED(wait_status) ? 128 + WTERMSIG(wait_status) : WEXITSTATUS(wait_status);
}

}  // namespace

void hold_interrupts() {
  const sigset_t signals = awaited_signals();
  sigprocmask(SIG_BLOCK, &signals, nullptr);
}

ChildEnd run_child(const std::string& program, const Arguments& arguments, int output_fd) {
  const pid_t child = spawn(program, arguments, output_fd);
  const sigset_t signals = awaited_signals();
  ChildEnd end;
  for (;;) {
    const int signal = sigwaitinfo(&signals, nullptr);
    if (signal == SIGINT || signal == SIGTERM) {
      end.interrupted = signal;
      kill(child, SIGTERM);
    }
    int wait_status = 0;
    if (waitpid(child, &wait_status, WNOHANG) == child) {
      end.status = exit_status(wait_status);
      return end;
    }
  }
}

bool stay_with_parent(int parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  return getppid() == parent;
}

}  // namespace allocscale::microbench
