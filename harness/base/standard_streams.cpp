#include "harness/base/standard_streams.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstddef>

namespace allocscale {
namespace {

constexpr int most_wait_ms = 100;

bool is_closed(int fd) { return ::fcntl(fd, F_GETFD) < 0 && errno == EBADF; }

bool has_room(int fd) {
  pollfd wanted = {fd, POLLOUT, 0};
  return ::poll(&wanted, 1, most_wait_ms) > 0 && (wanted.revents & POLLOUT) != 0;
}

}  // namespace

void own_standard_streams() {
  // open() gives the lowest number that is free, so the streams are taken in their order.
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (is_closed(fd)) static_cast<void>(::open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY));
  for (const int signal : {SIGPIPE, SIGXFSZ}) std::signal(signal, SIG_IGN);
}

void write_or_drop(int fd, std::string_view text) noexcept {
  while (!text.empty()) {
    const ssize_t count = ::write(fd, text.data(), text.size());
    if (count > 0) {
      text.remove_prefix(static_cast<std::size_t>(count));
      continue;
    }
    const bool again = count < 0 && (errno == EINTR || (errno == EAGAIN && has_room(fd)));
    if (!again) return;
  }
}

}  // namespace allocscale
