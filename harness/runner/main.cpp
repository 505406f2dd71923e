// runner-ALLOCATOR: the measured program. Kernels, layouts and measuring, nothing else; the same objects are
// linked against every allocator.
#include <unistd.h>

#include "harness/protocol/rendezvous.hpp"
#include "harness/runner/describe.hpp"
#include "harness/runner/fault_probe.hpp"
#include "harness/runner/options.hpp"
#include "harness/runner/rehearsal.hpp"
#include "harness/runner/result_pipe.hpp"
#include "harness/runner/setting_answer.hpp"
#include "harness/runner/worker.hpp"

namespace {

void say(int fd, std::string_view text) {
  [[maybe_unused]] const ssize_t written = ::write(fd, text.data(), text.size());
}

}  // namespace

int main(int argc, char** argv) {
  using namespace allocscale;
  runner::Options options;
  int at = 0;
  if (const char* wrong = runner::parse_options(argc, argv, options, at)) {
    say(STDERR_FILENO, argv[0]);
    say(STDERR_FILENO, ": ");
    if (at < argc) say(STDERR_FILENO, argv[at]), say(STDERR_FILENO, ": ");
    say(STDERR_FILENO, wrong);
    say(STDERR_FILENO, "; see --help\n");
    return protocol::exit_usage;
  }
  switch (options.mode) {
    case runner::Mode::help:
      say(STDOUT_FILENO, runner::usage);
      return 0;
    case runner::Mode::describe:
      runner::describe(options);
      return 0;
    case runner::Mode::predict:
      runner::predict(options);
      return 0;
    case runner::Mode::faults:
      return runner::count_faults(options);
    case runner::Mode::growing:
      return runner::count_growing_faults(options);
    case runner::Mode::setting:
      return runner::answer_setting(options);
    case runner::Mode::drain:
      return runner::drain();
    case runner::Mode::rehearse:
      runner::record(options);
    case runner::Mode::run:
      return runner::run_worker(options);
  }
}
