// alone COMMAND...: runs a program that measures while no harness measures on this machine. It locks the
// machine as `allocscale run` does, says for whom it waits, and then becomes the program, which keeps the
// lock until it ends.
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "harness/base/clean_text.hpp"
#include "harness/base/error.hpp"
#include "harness/base/standard_streams.hpp"
#include "harness/measure/machine_lock.hpp"

namespace {

using namespace allocscale;

constexpr const char* lock_variable = "ALLOCSCALE_MACHINE_LOCK";
constexpr int exit_wrong_request = 2;
constexpr int exit_no_such_program = 127;

void say(const std::string& line) { write_or_drop(STDERR_FILENO, "alone: " + clean_line(line) + "\n"); }

int run(char** command) {
  MachineLock lock = wait_for_machine(fmt::format("{}=/dev/null does not wait", lock_variable), say);
  lock.keep_through_exec();
  ::setenv(lock_variable, "/dev/null", 1);  // a harness that the program starts has the machine already
  ::execvp(*command, command);
  say(fmt::format("{}: {}", *command, std::strerror(errno)));
  return exit_no_such_program;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    say("usage: alone COMMAND [ARGUMENT]...");
    return exit_wrong_request;
  }
  try {
    return run(argv + 1);
  } catch (const RequestError& wrong) {
    say(wrong.what());
    return exit_wrong_request;
  }
}
