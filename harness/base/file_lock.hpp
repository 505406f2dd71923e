// Waits for a lock on a file, by trying again and again: so a user who wants to stop is heard meanwhile.
#pragma once

namespace allocscale {

enum class LockTry {
  held,
  others,  // another open file description holds it, or a signal came in: try again
  failed,  // errno says why
};

/// Tries flock(2) without waiting; `kind` is LOCK_EX or LOCK_SH.
[[nodiscard]] LockTry try_lock_file(int fd, int kind);

/// Sleeps until the next try, 50 ms; a signal makes it shorter.
void wait_to_try_again();

}  // namespace allocscale
