// The process that becomes the command: made before the release, executed at the common start.
#pragma once

#include <sys/resource.h>
#include <sys/types.h>

#include <cstdint>

#include "harness/starter/options.hpp"

namespace allocscale::protocol {
struct Rendezvous;
}

namespace allocscale::starter {

/// What the process had used when it executed the command, written by itself. None of it is the command's.
struct BeforeStart {
  std::int64_t start_ns = 0;  // CLOCK_MONOTONIC
  std::int64_t skew_ns = 0;   // of that, after the common start
  std::int64_t cpu_ns = 0;
  std::int64_t run_delay_ns = 0;
  std::int64_t migrations = 0;
  rusage usage{};
};

/// The descriptors of the command; -1: what the options say.
struct CommandStreams {
  int output = -1;
  int errors = -1;
};

struct Command {
  pid_t process = -1;
  int report_fd = -1;  // from which await_ready() and await_start() read
  const BeforeStart* before = nullptr;
};

/// Makes the process: in a session of its own, without a terminal, on the CPUs of the options, with signals
/// at their defaults; it dies with this process. It waits for the release and the common start of `page`
/// (nullptr: not at all) and then executes `words`. Ends this process with an error line where it cannot be
/// made.
[[nodiscard]] Command make_command(const Options& options, const std::vector<std::string>& words,
                                   protocol::Rendezvous* page, const CommandStreams& streams);

/// Waits until it is ready for the release; ends this process with an error line where it cannot be.
void await_ready(const Command& command);

/// What is wrong, once report_fd can be read: why the command was not executed. Empty: it was.
[[nodiscard]] std::string start_error(const Command& command);

}  // namespace allocscale::starter
