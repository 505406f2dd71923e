// A second process for a test, with a line to talk over.
#pragma once

#include <sys/types.h>

#include <functional>
#include <string>

#include "harness/base/unique_fd.hpp"

namespace allocscale::testing {

/// One end of the line between a test and its child.
class Line {
 public:
  explicit Line(UniqueFd fd) : fd_(std::move(fd)) {}

  /// False when the other end is gone.
  bool say(const std::string& text);
  /// The next line without its end; empty when the other end is gone.
  std::string hear();
  /// The next line as a number; -1 when it is none.
  int hear_number();
  void hang_up() { fd_.close(); }

 private:
  UniqueFd fd_;
};

/// Runs `body` in a forked process, which ends with its return value, or with 99 and a note on stderr when it
/// throws. Killed and waited for at the latest when this object ends.
class ChildProcess {
 public:
  explicit ChildProcess(const std::function<int(Line&)>& body);
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ~ChildProcess();

  [[nodiscard]] pid_t pid() const { return pid_; }
  Line& line() { return line_; }
  /// Its exit status, or 128 + the signal that ended it.
  int wait();
  void kill();

 private:
  Line line_;
  pid_t pid_ = -1;
};

/// What `body` returns when a child runs it as a user without root's rights.
[[nodiscard]] std::string as_ordinary_user(const std::function<std::string()>& body);

}  // namespace allocscale::testing
