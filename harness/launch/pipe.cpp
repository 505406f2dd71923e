#include "harness/launch/pipe.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "harness/base/error.hpp"

namespace allocscale {

Pipe make_pipe() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0)
    throw SetupError(
        fmt::format("cannot make a pipe for a worker: {}; raise `ulimit -n`", std::strerror(errno)));
  Pipe pipe{UniqueFd(ends[0]), UniqueFd(ends[1])};
  ::fcntl(pipe.reading.get(), F_SETFL, O_NONBLOCK);
  return pipe;
}

PipeState read_pipe(int fd, std::string_view& text) {
  thread_local std::array<char, 64 * 1024> buffer;
  ssize_t count = 0;
  do {
    count = ::read(fd, buffer.data(), buffer.size());
  } while (count < 0 && errno == EINTR);
  text = {buffer.data(), count > 0 ? static_cast<std::size_t>(count) : 0};
  if (count > 0) return PipeState::read;
  return count < 0 && errno == EAGAIN ? PipeState::empty : PipeState::ended;
}

}  // namespace allocscale
