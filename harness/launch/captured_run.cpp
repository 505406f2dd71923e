#include "harness/launch/captured_run.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <csignal>
#include <stdexcept>
#include <utility>

#include "harness/base/clock.hpp"
#include "harness/launch/child_process.hpp"
#include "harness/launch/pipe.hpp"
#include "harness/launch/worker_trace.hpp"

namespace allocscale {
namespace {

constexpr std::size_t most_output = 16 << 20;

// Reads one ready stream into `text`; closes it at its end.
void read_piece(UniqueFd& stream, std::string& text) {
  std::string_view piece;
  const PipeState state = read_pipe(stream.get(), piece);
  text += piece;
  if (state == PipeState::ended) stream.close();
  if (text.size() > most_output) throw std::runtime_error("it writes without end");
}

// A program that runs, and what it writes.
struct Capture {
  Pipe out;
  Pipe err;
  ChildProcess child;
};

Capture start(const std::vector<std::string>& arguments, const std::vector<std::string>& environment) {
  try {
    Pipe out = make_pipe();
    Pipe err = make_pipe();
    ChildProcess child({arguments.front(), arguments, environment, out.writing.get(), err.writing.get()});
    return {std::move(out), std::move(err), std::move(child)};
  } catch (const SetupError& failure) {
    throw NoAnswer(failure.what());
  }
}

}  // namespace

std::string captured_output(const std::vector<std::string>& arguments, double deadline_seconds,
                            const std::vector<std::string>& environment) {
  const std::int64_t deadline_ns = monotonic_ns_in(deadline_seconds);
  auto [out, err, child] = start(arguments, environment);
  if (!child.start_error().empty()) throw NoAnswer("it cannot be executed: " + child.start_error());
  out.writing.close();
  err.writing.close();

  std::string output, errors;
  while (out.reading.open() || err.reading.open()) {
    const std::int64_t left_ns = deadline_ns - monotonic_ns();
    if (left_ns <= 0) throw NoAnswer(fmt::format("it did not answer within {} s", deadline_seconds));
    const timespec timeout{left_ns / 1'000'000'000, left_ns % 1'000'000'000};
    pollfd ready[] = {{out.reading.get(), POLLIN, 0}, {err.reading.get(), POLLIN, 0}};
    if (::ppoll(ready, 2, &timeout, nullptr) <= 0) continue;
    if (ready[0].revents != 0) read_piece(out.reading, output);
    if (ready[1].revents != 0) read_piece(err.reading, errors);
  }
  pollfd end = {child.pidfd(), POLLIN, 0};
  const std::int64_t left_ms = std::max<std::int64_t>(0, deadline_ns - monotonic_ns()) / 1'000'000;
  if (::poll(&end, 1, static_cast<int>(left_ms)) <= 0) throw NoAnswer("it did not end");
  const ExitStatus status = child.reap();
  if (status == ExitStatus{}) return output;
  const std::string words = last_line(errors.empty() ? output : errors);
  const std::string how = fmt::format("it {}{}{}", describe(status), words.empty() ? "" : ": ", words);
  if (status.signal == SIGKILL) throw NoAnswer(how);
  throw std::runtime_error(how);
}

}  // namespace allocscale
