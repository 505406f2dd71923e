// A child process that does nothing but share the pages of its parent: what a forked program keeps of a heap
// that was built before the fork.
#pragma once

#include <sys/prctl.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace allocscale::kernels::parts {

/// Between start() and end(), every page that this process had is shared with the child, copy-on-write: the
/// first write to it, of either side, is a page fault and copies it.
class SharingChild {
 public:
  SharingChild() = default;
  SharingChild(const SharingChild&) = delete;
  SharingChild& operator=(const SharingChild&) = delete;
  ~SharingChild() { end(); }

  /// Forks the child and waits until it sleeps, so that it does not run beside what comes next. False where
  /// the system gives no process or no pipe. The child ends with the thread that started it at the latest.
  [[nodiscard]] bool start() {
    int ready[2];
    if (::pipe(ready) != 0) return false;
    const pid_t parent = ::getpid();
    child_ = ::fork();
    if (child_ == 0) share(ready[1], parent);
    ::close(ready[1]);
    char word = 0;
    while (child_ > 0 && ::read(ready[0], &word, 1) < 0 && errno == EINTR) {
    }
    ::close(ready[0]);
    return child_ > 0;
  }

  /// Ends the child and waits for its end.
  void end() {
    if (child_ <= 0) return;
    ::kill(child_, SIGKILL);
    while (::waitpid(child_, nullptr, 0) < 0 && errno == EINTR) {
    }
    child_ = 0;
  }

 private:
  // Of the heap it touches nothing.
  [[noreturn]] static void share(int ready, pid_t parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(0);
    const char word = 1;
    (void)!::write(ready, &word, 1);
    for (;;) ::pause();
  }

  pid_t child_ = 0;
};

}  // namespace allocscale::kernels::parts
