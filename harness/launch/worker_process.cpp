#include "harness/launch/worker_process.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <utility>

#include "harness/base/clock.hpp"
#include "harness/launch/program_command.hpp"
#include "harness/launch/worker_command.hpp"
#include "harness/launch/worker_environment.hpp"

namespace allocscale {
namespace {

constexpr std::size_t longest_line = 256 * 1024;  // what a runner's line writer holds
constexpr std::size_t most_error_bytes = 1 << 20;
constexpr std::size_t kept_error_bytes = 4096;
constexpr std::int64_t exit_grace_ns = 1'000'000'000;

bool runs_program(const TrialOrder& order, int worker) {
  return order.program && !is_sibling(order.cell, worker);
}

// How many workers of the trial one of its processes is, or makes and tells of one by one. A program tells of
// all that it makes at once.
int workers_of_process(const TrialOrder& order) {
  return order.program ? 1 : order.cell.workers / processes_of(order.cell);
}

ChildRequest request_for(const TrialOrder& order, int worker, int rendezvous_fd,
                         const std::string& witness_file, const Pipe& output, const Pipe& errors) {
  const Seat seat{3, ::getpid(), witness_file};
  const bool starts_program = runs_program(order, worker);
  return {starts_program ? order.program->starter_path : order.runner_path,
          starts_program ? starter_arguments(order, worker, seat) : worker_arguments(order, worker, seat),
          starts_program ? starter_environment(order) : worker_environment(order),
          output.writing.get(),
          errors.writing.get(),
          rendezvous_fd,
          stack_limit(order.cell)};
}

// The cell whose rules the worker must keep to. A sibling sends no samples.
Cell cell_of_worker(const TrialOrder& order, int worker) {
  if (!is_sibling(order.cell, worker)) return order.cell;
  Cell cell = cell_of_sibling(order.cell, *order.siblings);
  cell.iterations = 0;
  return cell;
}

}  // namespace

WorkerProcess::WorkerProcess(const TrialOrder& order, int worker, int rendezvous_fd,
                             const std::string& witness_file)
    : WorkerProcess(order, worker, rendezvous_fd, witness_file, make_pipe(), make_pipe()) {}

WorkerProcess::WorkerProcess(const TrialOrder& order, int worker, int rendezvous_fd,
                             const std::string& witness_file, Pipe output, Pipe errors)
    : cell_(cell_of_worker(order, worker)),
      output_(std::move(output.reading)),
      errors_(std::move(errors.reading)),
      lines_(longest_line),
      process_(request_for(order, worker, rendezvous_fd, witness_file, output, errors)) {
  const int workers = workers_of_process(order);
  for (int i = 0; i < workers; ++i) {
    WorkerTrace& trace = traces_.emplace_back();
    trace.worker = worker + i;
    trace.sibling = is_sibling(order.cell, worker);
    trace.pairs = order.pairs;
    trace.program = runs_program(order, worker);
  }
}

WorkerTrace& WorkerProcess::current_worker() {
  for (WorkerTrace& trace : traces_)
    if (!trace.result) return trace;
  return traces_.back();
}

void WorkerProcess::note_release(std::int64_t start_ns) {
  for (WorkerTrace& trace : traces_) {
    trace.released = true;
    trace.start_ns = start_ns;
  }
}

void WorkerProcess::note_fault(const std::string& fault) {
  if (current_worker().fault.empty()) current_worker().fault = fault;
}

// A process says hello once, for all of its workers.
void WorkerProcess::take(const std::string& line) {
  take_line(current_worker(), cell_, line);
  for (WorkerTrace& trace : traces_) trace.hello = traces_.front().hello;
}

bool WorkerProcess::take_output() {
  if (!output_.open()) return false;
  std::string_view piece;
  const PipeState state = read_pipe(output_.get(), piece);
  if (!piece.empty() && traces_.front().released) answered_ = true;
  if (!lines_.feed(piece, [this](const std::string& line) { take(line); }))
    note_fault(fmt::format("talked garbage: a line of more than {} KiB: '{}'", longest_line / 1024,
                           excerpt(lines_.unfinished())));
  if (state == PipeState::ended) {
    output_.close();
    if (!traces_.back().result) give_up_ns_ = monotonic_ns() + exit_grace_ns;
  }
  return state == PipeState::read && current_worker().fault.empty();
}

bool WorkerProcess::take_errors() {
  if (!errors_.open()) return false;
  std::string_view piece;
  const PipeState state = read_pipe(errors_.get(), piece);
  error_tail_ += piece;
  if (error_tail_.size() > kept_error_bytes) error_tail_.erase(0, error_tail_.size() - kept_error_bytes);
  error_bytes_ += piece.size();
  if (error_bytes_ > most_error_bytes)
    note_fault(fmt::format("wrote more than {} KiB to its standard error", most_error_bytes / 1024));
  if (state == PipeState::ended) errors_.close();
  return state == PipeState::read && current_worker().fault.empty();
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
  const ExitStatus exit = process_.reap();
  for (WorkerTrace& trace : traces_) {
    trace.last_words = last_line(error_tail_);
    trace.exit = exit;
  }
  if (exit == ExitStatus{} && !lines_.unfinished().empty())
    note_fault(fmt::format("talked garbage: '{}' (the line never ends)", excerpt(lines_.unfinished())));
}

void WorkerProcess::note_use_of_cpu() {
  for (WorkerTrace& trace : traces_) trace.uses_cpu = true;
}

bool WorkerProcess::ask_to_end() const {
  return traces_.front().program && process_.group() > 0 && ::kill(process_.group(), SIGTERM) == 0;
}

void WorkerProcess::give_up() { note_fault("closed its output without a result"); }

}  // namespace allocscale
