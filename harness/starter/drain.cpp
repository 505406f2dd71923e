#include "harness/starter/drain.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "harness/protocol/rendezvous.hpp"
#include "harness/starter/output.hpp"

namespace allocscale::starter {
namespace {

constexpr std::size_t piece_bytes = 64 * 1024;
constexpr std::size_t most_bytes_at_once = 1 << 20;
constexpr std::size_t kept_bytes = 4096;
constexpr std::size_t longest_line = 200;

void close_fd(int& fd) {
  if (fd >= 0) ::close(fd);
  fd = -1;
}

}  // namespace

Drain::Drain(ReportedTime* reported) : reported_(reported) {
  int fds[2];
  if (::pipe2(fds, O_CLOEXEC) != 0)
    fail("set-up", std::string("cannot make a pipe: ") + std::strerror(errno), protocol::exit_setup);
  reading_ = fds[0];
  writing_ = fds[1];
  ::fcntl(reading_, F_SETFL, O_NONBLOCK);
  ::fcntl(reading_, F_SETPIPE_SZ, 1 << 20);  // so that the command seldom waits for the reader
  ::XXH3_64bits_reset(&state_);
}

Drain::~Drain() {
  close_fd(reading_);
  close_fd(writing_);
}

void Drain::close_writing() { close_fd(writing_); }

bool Drain::take() {
  static char piece[piece_bytes];
  for (std::size_t taken = 0; taken < most_bytes_at_once;) {
    const ssize_t count = ::read(reading_, piece, sizeof piece);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && errno == EAGAIN) return taken > 0;
    if (count <= 0) {
      close_fd(reading_);
      if (reported_ != nullptr) add(reported_->finish());
      return false;
    }
    const std::string_view text(piece, static_cast<std::size_t>(count));
    if (reported_ == nullptr)
      add(text);
    else
      add(reported_->pass(text));
    taken += text.size();
  }
  return true;
}

void Drain::add(std::string_view text) {
  ::XXH3_64bits_update(&state_, text.data(), text.size());
  tail_.append(text.substr(text.size() - std::min(text.size(), kept_bytes)));
  if (tail_.size() > kept_bytes) tail_.erase(0, tail_.size() - kept_bytes);
}

std::string Drain::last_line() const {
  const std::size_t last = tail_.find_last_not_of(" \t\r\n");
  if (last == std::string::npos) return {};
  std::string line = tail_.substr(0, last + 1);
  const std::size_t newline = line.find_last_of("\r\n");
  if (newline != std::string::npos) line.erase(0, newline + 1);
  line.resize(std::min(line.size(), longest_line));
  for (char& c : line)
    if (static_cast<unsigned char>(c) < ' ' || static_cast<unsigned char>(c) >= 0x7f) c = '?';
  return line;
}

}  // namespace allocscale::starter
