#include "tests/unit/store/child_process.hpp"

#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstdio>
#include <stdexcept>

namespace allocscale::testing {
namespace {

int run_body(const std::function<int(Line&)>& body, Line& line) {
  try {
    return body(line);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "child %d: %s\n", ::getpid(), error.what());
    return 99;
  }
}

}  // namespace

bool Line::say(const std::string& text) {
  const std::string line = text + "\n";
  return ::send(fd_.get(), line.data(), line.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(line.size());
}

std::string Line::hear() {
  std::string line;
  char c = 0;
  while (::read(fd_.get(), &c, 1) == 1 && c != '\n') line += c;
  return line;
}

int Line::hear_number() {
  const std::string text = hear();
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? value : -1;
}

ChildProcess::ChildProcess(const std::function<int(Line&)>& body) : line_(UniqueFd()) {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    throw std::runtime_error("socketpair failed");
  pid_ = ::fork();
  if (pid_ < 0) throw std::runtime_error("fork failed");
  if (pid_ == 0) {
    ::close(ends[0]);
    Line line{UniqueFd(ends[1])};
    ::_exit(run_body(body, line));
  }
  ::close(ends[1]);
  line_ = Line{UniqueFd(ends[0])};
}

ChildProcess::~ChildProcess() {
  if (pid_ > 0) {
    kill();
    wait();
  }
}

int ChildProcess::wait() {
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void ChildProcess::kill() { ::kill(pid_, SIGKILL); }

std::string as_ordinary_user(const std::function<std::string()>& body) {
  constexpr uid_t nobody = 65534;
  ChildProcess child([&](Line& line) {
    if (::geteuid() == 0 && (::setegid(nobody) != 0 || ::seteuid(nobody) != 0)) return 1;
    line.say(body());
    return 0;
  });
  return child.line().hear();
}

}  // namespace allocscale::testing
