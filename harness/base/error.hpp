// The ways a command can fail. Main catches them and prints each in one line.
#pragma once

#include <stdexcept>
#include <string>

namespace allocscale {

/// The request was wrong (exit status 2): a bad name, key, value, file or option. The text says what, where
/// and what to do, in one line.
class RequestError : public std::runtime_error {
 public:
  explicit RequestError(const std::string& line) : std::runtime_error(line) {}
};

/// The set-up failed (exit status 1): something the machine should have given was not there.
class SetupError : public std::runtime_error {
 public:
  explicit SetupError(const std::string& line) : std::runtime_error(line) {}
};

/// The user stopped it (exit status 130); what was measured is kept.
class Interrupted : public std::exception {
 public:
  [[nodiscard]] const char* what() const noexcept override { return "interrupted"; }
};

/// What a command's last line says of an exception that nothing else caught, which is a fault of the program
/// or want of memory: what to do, and what to report. The exception's own text is for programmers; only a
/// failed system call's cause is shown.
[[nodiscard]] std::string unforeseen(const std::exception& failure);

}  // namespace allocscale
