#include "harness/launch/child_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstring>
#include <memory>
#include <utility>

#include "harness/base/error.hpp"
#include "harness/base/held_signals.hpp"
#include "harness/launch/process_limits.hpp"

namespace allocscale {
namespace {

constexpr int inherited = 4;  // descriptors 0 … 3

// What the child needs. The parent prepares it, since the child shares its memory and may not allocate.
struct Setup {
  const char* path;
  char* const* arguments;
  char* const* environment;
  int fds[inherited];
  pid_t parent;
  std::optional<std::int64_t> stack_limit;
  int error = 0;  // errno of the step that failed, written by the child
};

// Moves all wanted descriptors beyond the inherited ones before it gives any its own number, since one may
// have a number of 0 … 3 already.
bool place_descriptors(const Setup& setup) {
  int moved[inherited];
  for (int fd = 0; fd < inherited; ++fd)
    if (setup.fds[fd] >= 0 && (moved[fd] = ::fcntl(setup.fds[fd], F_DUPFD_CLOEXEC, inherited)) < 0)
      return false;
  unsigned beyond = 0;
  for (int fd = 0; fd < inherited; ++fd) {
    if (setup.fds[fd] < 0) continue;
    if (::dup2(moved[fd], fd) < 0) return false;
    beyond = static_cast<unsigned>(fd) + 1;
  }
  // What a library of the harness opened without O_CLOEXEC. A kernel before 5.9 lacks the call and inherits
  // those.
  ::close_range(beyond, ~0U, 0);
  return true;
}

bool limit_stack(const Setup& setup) {
  if (!setup.stack_limit) return true;
  rlimit limit{};
  if (::getrlimit(RLIMIT_STACK, &limit) != 0) return false;
  limit.rlim_cur = static_cast<rlim_t>(*setup.stack_limit);
  return ::setrlimit(RLIMIT_STACK, &limit) == 0;
}

// When memory runs out, the kernel ends this process and not the harness or a program of the user's. A
// process may always ask for that of itself; where it may not, it runs all the same. With CLONE_VFORK the
// value is the child's own, although it shares the parent's memory.
void ask_to_be_ended_first() {
  const int fd = ::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (fd < 0) return;
  (void)!::write(fd, "1000", 4);
  ::close(fd);
}

// Runs in the child, on its own stack, in the parent's memory; the parent's thread sleeps until it executes
// or exits. Only system calls from here on. AddressSanitizer knows nothing of this stack.
[[gnu::no_sanitize_address]] int start_child(void* argument) {
  Setup& setup = *static_cast<Setup*>(argument);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != setup.parent) ::_exit(1);  // the parent died before the call above
  ::setpgid(0, 0);
  ask_to_be_ended_first();
  struct sigaction standard {};
  standard.sa_handler = SIG_DFL;
  for (int signal = 1; signal < NSIG; ++signal) ::sigaction(signal, &standard, nullptr);
  if (limit_stack(setup) && place_descriptors(setup) && restore_limits()) {
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::execve(setup.path, setup.arguments, setup.environment);
  }
  setup.error = errno;
  ::_exit(127);
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> result;
  result.reserve(texts.size() + 1);
  for (const std::string& text : texts) result.push_back(const_cast<char*>(text.c_str()));
  result.push_back(nullptr);
  return result;
}

// Whether the error tells of this process or the machine, and nothing of the program.
bool is_want(int error) { return error == EMFILE || error == ENFILE || error == ENOMEM || error == EAGAIN; }

[[noreturn]] void refuse_start(int error) {
  throw SetupError(fmt::format("cannot start a process: {}{}", std::strerror(error),
                               error == EMFILE ? "; raise `ulimit -n`"
                               : error == EAGAIN
                                   ? "; too many run: raise `ulimit -u` or the control group's pids.max"
                                   : ""));
}

void need_exit_statuses() {
  struct sigaction now {};
  ::sigaction(SIGCHLD, nullptr, &now);
  if (now.sa_handler == SIG_IGN) ::signal(SIGCHLD, SIG_DFL);
}

}  // namespace

std::string describe(const ExitStatus& status) {
  if (status.signal == 0) return fmt::format("exited with status {}", status.code);
  const char* const name = ::sigdescr_np(status.signal);
  return fmt::format("was killed by signal {} ({})", status.signal, name == nullptr ? "unnamed" : name);
}

ChildProcess::ChildProcess(const ChildRequest& request) {
  need_exit_statuses();
  OwnedChild::adopt_orphans();
  const UniqueFd null(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  if (!null.open()) refuse_start(errno);
  const std::vector<char*> arguments = pointers(request.arguments);
  const std::vector<char*> environment = pointers(request.environment);
  Setup setup{request.path.c_str(), arguments.data(),
              environment.data(),   {null.get(), request.stdout_fd, request.stderr_fd, request.fourth_fd},
              ::getpid(),           request.stack_limit};
  constexpr std::size_t stack_bytes = 64 * 1024;
  const auto stack = std::make_unique<std::max_align_t[]>(stack_bytes / sizeof(std::max_align_t));

  int pidfd = -1;
  int error = 0;
  {
    // No handler of the harness may run in a child that shares its memory.
    const HeldSignals held = HeldSignals::all();
    pid_ = ::clone(start_child, stack.get() + stack_bytes / sizeof(std::max_align_t),
                   CLONE_VM | CLONE_VFORK | CLONE_PIDFD | SIGCHLD, &setup, &pidfd);
    error = errno;
  }
  if (pid_ < 0) refuse_start(error);
  owned_.emplace(pid_);
  pidfd_ = UniqueFd(pidfd);
  if (is_want(setup.error)) {
    reap();
    refuse_start(setup.error);
  }
  if (setup.error != 0) start_error_ = fmt::format("{}: {}", request.path, std::strerror(setup.error));
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      pidfd_(std::move(other.pidfd_)),
      owned_(std::move(other.owned_)),
      start_error_(std::move(other.start_error_)) {}

ChildProcess::~ChildProcess() {
  if (reaped()) return;
  kill();
  reap();
}

// Until it is reaped its pid, and so its group's number, cannot be taken by another process.
void ChildProcess::kill() const {
  if (reaped()) return;
  ::kill(-pid_, SIGKILL);
  ::kill(pid_, SIGKILL);  // it may have left the group
}

ExitStatus ChildProcess::reap() {
  if (reaped()) return {};
  siginfo_t info{};
  while (::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOWAIT) != 0 && errno == EINTR) {
  }
  kill();
  while (::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED) != 0 && errno == EINTR) {
  }
  pid_ = -1;
  pidfd_.close();
  owned_.reset();
  if (info.si_code == CLD_EXITED) return {info.si_status, 0};
  return {0, info.si_status};
}

}  // namespace allocscale
