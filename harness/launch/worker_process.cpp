#include "harness/launch/worker_process.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <utility>

#include "harness/launch/clock.hpp"
#include "harness/launch/worker_command.hpp"

namespace allocscale {
namespace {

constexpr std::size_t longest_line = 256 * 1024;  // what a runner's line writer holds
constexpr std::size_t most_error_bytes = 1 << 20;
constexpr std::size_t kept_error_bytes = 4096;
constexpr std::int64_t exit_grace_ns = 1'000'000'000;

ChildRequest request_for(const TrialOrder& order, int worker, int null_fd, int rendezvous_fd,
                         const Pipe& output, const Pipe& errors) {
  return {order.runner_path,
          worker_arguments(order, worker, Seat{3, ::getpid()}),
          worker_environment(order),
          null_fd,
          output.writing.get(),
          errors.writing.get(),
          rendezvous_fd};
}

}  // namespace

WorkerProcess::WorkerProcess(const TrialOrder& order, int worker, int null_fd, int rendezvous_fd)
    : WorkerProcess(order, worker, null_fd, rendezvous_fd, make_pipe(), make_pipe()) {}

WorkerProcess::WorkerProcess(const TrialOrder& order, int worker, int null_fd, int rendezvous_fd, Pipe output,
                             Pipe errors)
    : cell_(order.cell),
      output_(std::move(output.reading)),
      errors_(std::move(errors.reading)),
      lines_(longest_line),
      process_(request_for(order, worker, null_fd, rendezvous_fd, output, errors)) {
  trace_.worker = worker;
}

bool WorkerProcess::take_output() {
  if (!output_.open()) return false;
  std::string_view piece;
  const PipeState state = read_pipe(output_.get(), piece);
  if (!piece.empty() && trace_.released) answered_ = true;
  if (!lines_.feed(piece, [this](const std::string& line) { take_line(trace_, cell_, line); }) &&
      trace_.fault.empty())
    trace_.fault = fmt::format("talked garbage: a line of more than {} KiB: '{}'", longest_line / 1024,
                               excerpt(lines_.unfinished()));
  if (state == PipeState::ended) {
    output_.close();
    if (!trace_.result) give_up_ns_ = monotonic_ns() + exit_grace_ns;
  }
  return state == PipeState::read && trace_.fault.empty();
}

bool WorkerProcess::take_errors() {
  if (!errors_.open()) return false;
  std::string_view piece;
  const PipeState state = read_pipe(errors_.get(), piece);
  error_tail_ += piece;
  if (error_tail_.size() > kept_error_bytes) error_tail_.erase(0, error_tail_.size() - kept_error_bytes);
  error_bytes_ += piece.size();
  if (error_bytes_ > most_error_bytes && trace_.fault.empty())
    trace_.fault = fmt::format("wrote more than {} KiB to its standard error", most_error_bytes / 1024);
  if (state == PipeState::ended) errors_.close();
  return state == PipeState::read && trace_.fault.empty();
}

void WorkerProcess::take_end() {
  process_.kill();  // what it may have started holds the pipes open
  while (take_output()) {
  }
  while (take_errors()) {
  }
  output_.close();
  errors_.close();
  give_up_ns_.reset();
  trace_.last_words = last_line(error_tail_);
  trace_.exit = process_.reap();
  if (*trace_.exit == ExitStatus{} && !lines_.unfinished().empty() && trace_.fault.empty())
    trace_.fault = fmt::format("talked garbage: '{}' (the line never ends)", excerpt(lines_.unfinished()));
}

void WorkerProcess::give_up() {
  if (trace_.fault.empty()) trace_.fault = "closed its output without a result";
}

}  // namespace allocscale
