#include "harness/base/file_lock.hpp"

#include <poll.h>
#include <sys/file.h>

#include <cerrno>

namespace allocscale {

LockTry try_lock_file(int fd, int kind) {
  if (::flock(fd, kind | LOCK_NB) == 0) return LockTry::held;
  return errno == EWOULDBLOCK || errno == EINTR ? LockTry::others : LockTry::failed;
}

void wait_to_try_again() {
  constexpr int retry_ms = 50;
  ::poll(nullptr, 0, retry_ms);
}

}  // namespace allocscale
