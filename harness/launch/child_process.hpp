// One child process: it starts fast, dies with the harness, and is never left behind.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/base/unique_fd.hpp"
#include "harness/launch/orphans.hpp"

namespace allocscale {

/// How a process ended.
struct ExitStatus {
  int code = 0;    // of exit(), when signal is 0
  int signal = 0;  // that killed it; 0: none did

  friend bool operator==(const ExitStatus&, const ExitStatus&) = default;
};

/// "exited with status 3", "was killed by signal 11 (Segmentation fault)".
[[nodiscard]] std::string describe(const ExitStatus& status);

/// What to execute, and with what. Standard input is /dev/null.
struct ChildRequest {
  std::string path;
  std::vector<std::string> arguments;    // the first is the program's name
  std::vector<std::string> environment;  // NAME=value, the whole of it
  int stdout_fd = -1;
  int stderr_fd = -1;
  int fourth_fd = -1;                            // becomes descriptor 3; -1: none
  std::optional<std::int64_t> stack_limit = {};  // its soft limit of the stack, in bytes
};

/// A running child. The destructor kills and reaps it, and the kernel kills it when the thread that started
/// it ends, however that happens (PR_SET_PDEATHSIG): start children on a thread that lives as long as the
/// harness.
class ChildProcess {
 public:
  /// Starts it without copying this process (clone with CLONE_VM and CLONE_VFORK, as posix_spawn does): about
  /// 0.5 ms, whatever the size of the harness. The child leads a process group of its own, so that a Ctrl-C
  /// meant for the harness does not reach it; its signals are unblocked and at their defaults; no other
  /// descriptor is left open; it has the limits with which the harness was started. When memory runs out, the
  /// kernel ends it first (oom_score_adj 1000), if it may. Sets the harness's SIGCHLD to its default if it is
  /// ignored: exit statuses are needed. Throws SetupError when no process can be made, or for want of
  /// descriptors or memory. A program that cannot be executed for another reason is no exception: see
  /// start_error().
  explicit ChildProcess(const ChildRequest& request);
  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&&) = delete;
  ~ChildProcess();

  /// Why the program was not executed; empty when it was.
  [[nodiscard]] const std::string& start_error() const { return start_error_; }
  /// Readable (poll) from the child's end on.
  [[nodiscard]] int pidfd() const { return pidfd_.get(); }
  [[nodiscard]] bool reaped() const { return pid_ < 0; }
  /// Its process group, which has its own pid; -1 once it is reaped.
  [[nodiscard]] pid_t group() const { return pid_; }

  /// SIGKILL to it and its process group; nothing once it is reaped.
  void kill() const;
  /// Waits for its end, kills what is left of its process group, and returns how it ended. After the last of
  /// several children, kills whatever they left elsewhere (see OwnedChild).
  ExitStatus reap();

 private:
  pid_t pid_ = -1;  // -1 once reaped
  UniqueFd pidfd_;
  std::optional<OwnedChild> owned_;
  std::string start_error_;
};

}  // namespace allocscale
