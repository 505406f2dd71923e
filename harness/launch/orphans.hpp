// Processes that a child of the harness left behind, wherever they went: they must not run beside the next
// trial.
#pragma once

#include <sys/types.h>

namespace allocscale {

/// A child process that its owner ends and reaps, noted for as long as this object lives. When no such child
/// is left, every other child of this process is killed and reaped: what a worker started and left, also in a
/// session of its own, becomes the harness's child when its parent ends (PR_SET_CHILD_SUBREAPER). A program
/// that has children before its first adopts nobody: whoever executed it left them, and what they start is
/// theirs. For one thread.
class OwnedChild {
 public:
  /// To be called before the first child is made: from then on what is orphaned becomes this process's child.
  static void adopt_orphans();

  /// `child` has been started and not reaped.
  explicit OwnedChild(pid_t child);
  OwnedChild(OwnedChild&& other) noexcept;
  OwnedChild& operator=(OwnedChild&&) = delete;
  /// To be destroyed when the child has been reaped.
  ~OwnedChild();

 private:
  pid_t child_;  // -1: moved from
};

}  // namespace allocscale
