#include "harness/launch/launch_trial.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <utility>
#include <vector>

#include "harness/base/clock.hpp"
#include "harness/base/error.hpp"
#include "harness/base/held_signals.hpp"
#include "harness/base/scratch_folder.hpp"
#include "harness/launch/overlap.hpp"
#include "harness/launch/program_command.hpp"
#include "harness/launch/program_proof.hpp"
#include "harness/launch/rendezvous_page.hpp"
#include "harness/launch/tree_cpu.hpp"
#include "harness/launch/trial_ending.hpp"
#include "harness/launch/watched_time.hpp"
#include "harness/launch/witnessed.hpp"
#include "harness/launch/worker_command.hpp"
#include "harness/launch/worker_process.hpp"

namespace allocscale {
namespace {

constexpr std::size_t fds_per_worker = 3;
// So often the harness looks at the clock, to see that it was stopped.
constexpr std::int64_t longest_wait_ns = 1'000'000'000;
// A worker that still speaks at the deadline is heard out: until it was silent for so long, at most so long.
constexpr std::int64_t silence_ns = 200'000'000;
constexpr std::int64_t most_hearing_ns = 5'000'000'000;
// Over how long before the deadline, or which part of it, CPU time is counted; and how much of it is use.
constexpr std::int64_t longest_cpu_span_ns = 1'000'000'000;
constexpr std::int64_t cpu_span_parts = 5;
constexpr double least_cpu_share = 0.05;

bool is_ready(const WorkerTrace& trace) { return trace.hello.has_value(); }
bool has_answered(const WorkerTrace& trace) { return trace.result || trace.exit; }
bool has_ended(const WorkerTrace& trace) { return trace.exit.has_value(); }

// One trial while it runs. Used once.
class TrialRun {
 public:
  TrialRun(const TrialOrder& order, const TrialWatch& watch);

  // See launch_trial.
  [[nodiscard]] TrialResult run();

 private:
  void start_workers();
  [[nodiscard]] std::string witness_file(int worker) const;
  void prove_programs();
  void release();
  // Takes in what the workers do until `reached` holds of all. False when the trial failed on the way
  // (`ending_` says how) or was interrupted.
  bool advance(bool (*reached)(const WorkerTrace&));
  // Sleeps until something happens or is overdue. False when interrupted.
  bool wait();
  [[nodiscard]] bool interrupted() const;
  void take_events();
  void look_for_trouble();
  [[nodiscard]] bool oom_kills_rose() const;
  [[nodiscard]] std::int64_t longest_wait_left_ns() const;
  [[nodiscard]] std::int64_t due_ns() const;
  [[nodiscard]] std::int64_t cpu_span_ns() const {
    return std::min(longest_cpu_span_ns, deadline_ns_ / cpu_span_parts);
  }
  void judge_deadline();
  [[nodiscard]] std::map<pid_t, std::int64_t> cpu_ns() const;
  void count_cpu_time();
  void note_use_of_cpu();
  [[nodiscard]] bool all(bool (*reached)(const WorkerTrace&)) const;
  [[nodiscard]] std::vector<WorkerTrace> traces() const;
  void call_stopped();
  void ask_starters_to_end();
  void stop_workers();
  void collect(TrialResult& result) const;

  const TrialOrder& order_;
  const TrialWatch& watch_;
  // So that no stop arrives between the check of the flag that it sets and the wait that follows: ppoll(2)
  // lets it in for exactly as long as it waits.
  const HeldSignals mask_ = HeldSignals::stops();
  const std::int64_t begin_ns_;
  const std::int64_t deadline_ns_;  // in watched time, as are the three below
  WatchedTime time_;
  std::int64_t heard_ns_ = 0;  // when a worker did something last
  std::optional<std::int64_t> cpu_counted_ns_;
  std::map<pid_t, std::int64_t> cpu_counted_;
  const std::optional<std::int64_t> oom_kills_before_;
  RendezvousPage page_;
  std::optional<ScratchFolder> witnesses_;  // of a program: a file for each copy
  std::map<int, ProgramProof> proofs_;      // of a program, by worker
  std::vector<WorkerProcess> workers_;
  std::vector<pollfd> polled_;  // output, errors and end of each worker
  std::optional<TrialEnding> ending_;
  bool released_ = false;
  bool stopped_ = false;
  std::int64_t start_ns_ = 0;
  std::int64_t cpu_at_release_ns_ = 0;
  std::int64_t cpu_at_answer_ns_ = 0;  // when the last worker so far had stopped
};

TrialRun::TrialRun(const TrialOrder& order, const TrialWatch& watch)
    : order_(order),
      watch_(watch),
      begin_ns_(monotonic_ns()),
      deadline_ns_(span_ns(order.deadline_seconds)),
      time_(read_clocks()),
      oom_kills_before_(watch.oom_kills ? watch.oom_kills() : std::nullopt),
      page_(order.cell.workers, order.spin_to_start) {
  if (order.program && !order.program->witness_path.empty())
    witnesses_.emplace(temporary_folder(), "allocscale-witness");
}

TrialResult TrialRun::run() {
  start_workers();
  time_.pass(read_clocks(), deadline_ns_);  // the start counts, however long it took
  if (!ending_ && advance(is_ready)) {
    release();
    if (advance(has_ended)) ending_ = final_ending(traces());
    if (ending_ && ending_->outcome == Outcome::complete) prove_programs();
  }
  stop_workers();
  if (!ending_) throw Interrupted();
  TrialResult result;
  result.outcome = ending_->outcome;
  result.message = ending_->message;
  if (result.outcome == Outcome::complete) collect(result);
  result.readings[TrialMetric::trial_ns] = monotonic_ns() - begin_ns_ - time_.stopped_ns();
  return result;
}

void TrialRun::start_workers() {
  const int processes = processes_of(order_);
  const auto count = static_cast<std::size_t>(processes);
  workers_.reserve(count);
  for (int worker = 0; worker < processes && !ending_; ++worker) {
    workers_.emplace_back(order_, worker, page_.fd(), witness_file(worker));
    if (const std::string& error = workers_.back().start_error(); !error.empty())
      ending_ = TrialEnding{Outcome::failed, "the runner cannot be executed: " + error};
  }
  polled_.resize(fds_per_worker * count);
}

std::string TrialRun::witness_file(int worker) const {
  return witnesses_ ? (witnesses_->path() / std::to_string(worker)).string() : "";
}

void TrialRun::prove_programs() {
  for (const WorkerTrace& trace : traces()) {
    if (!trace.program || !witnesses_) continue;
    ProgramProof& proof = proofs_[trace.worker];
    proof = prove_program(read_witnesses(witness_file(trace.worker)), trace.result->process.value_or(0),
                          trace.result->seen, order_.program->owner);
    if (ending_->outcome == Outcome::complete && !proof.mismatch.empty())
      ending_ =
          TrialEnding{Outcome::wrong_allocator, fmt::format("copy {}: {}", trace.worker, proof.mismatch)};
  }
}

void TrialRun::release() {
  start_ns_ = page_.release(order_.program ? protocol::program_start_lead_ns : protocol::start_lead_ns);
  for (WorkerProcess& worker : workers_) worker.note_release(start_ns_);
  released_ = true;
  cpu_at_release_ns_ = own_cpu_ns();
  if (watch_.released) watch_.released();
}

bool TrialRun::advance(bool (*reached)(const WorkerTrace&)) {
  while (!ending_ && !all(reached)) {
    if (!wait()) return false;
    take_events();
    look_for_trouble();
    if (released_ && all(has_answered)) call_stopped();
  }
  return !ending_;
}

bool TrialRun::wait() {
  if (interrupted()) return false;
  for (std::size_t i = 0; i < workers_.size(); ++i) {
    const WorkerProcess& worker = workers_[i];
    pollfd* const fds = &polled_[fds_per_worker * i];
    fds[0] = {worker.output_fd(), POLLIN, 0};
    fds[1] = {worker.errors_fd(), POLLIN, 0};
    fds[2] = {worker.end_fd(), POLLIN, 0};
  }
  const std::int64_t left_ns = longest_wait_left_ns();
  const timespec timeout{left_ns / 1'000'000'000, left_ns % 1'000'000'000};
  const int ready = ::ppoll(polled_.data(), polled_.size(), &timeout, mask_.before());
  if (ready < 0)
    for (pollfd& fd : polled_) fd.revents = 0;  // a signal came in
  time_.pass(read_clocks(), left_ns);
  if (ready > 0) heard_ns_ = time_.watched_ns();
  return !interrupted();
}

bool TrialRun::interrupted() const { return watch_.interrupted != nullptr && watch_.interrupted->load(); }

// Takes one piece of each stream, so that a worker that writes without end cannot keep the harness from the
// others.
void TrialRun::take_events() {
  for (std::size_t i = 0; i < workers_.size(); ++i) {
    WorkerProcess& worker = workers_[i];
    const pollfd* const fds = &polled_[fds_per_worker * i];
    const bool had_answered = worker.answered();
    if (fds[0].revents != 0) worker.take_output();
    if (fds[1].revents != 0) worker.take_errors();
    if (fds[2].revents != 0) worker.take_end();
    if (!had_answered && worker.answered()) cpu_at_answer_ns_ = own_cpu_ns();
  }
}

void TrialRun::look_for_trouble() {
  const std::int64_t now_ns = monotonic_ns();
  for (WorkerProcess& worker : workers_) {
    if (worker.give_up_ns() && now_ns >= *worker.give_up_ns()) worker.give_up();
    for (const WorkerTrace& trace : worker.traces()) {
      const bool oom = trace.exit && trace.exit->signal == SIGKILL && oom_kills_rose();
      if (!ending_) ending_ = trouble_of(trace, order_.cell, oom);
    }
  }
  judge_deadline();
}

// When the deadline is judged: once the workers that still speak have been heard out.
std::int64_t TrialRun::due_ns() const {
  return std::clamp(heard_ns_ + silence_ns, deadline_ns_, deadline_ns_ + most_hearing_ns);
}

void TrialRun::judge_deadline() {
  if (!cpu_counted_ns_ && time_.watched_ns() >= deadline_ns_ - cpu_span_ns()) count_cpu_time();
  if (ending_ || time_.watched_ns() < due_ns() || all(has_ended)) return;
  note_use_of_cpu();
  ending_ = deadline_ending(traces(), order_.deadline_seconds);
  ending_->message += unwatched_words(time_);
}

void TrialRun::count_cpu_time() {
  cpu_counted_ns_ = time_.watched_ns();
  cpu_counted_ = cpu_ns();
}

// By the group of each worker.
std::map<pid_t, std::int64_t> TrialRun::cpu_ns() const {
  std::vector<pid_t> roots;
  for (const WorkerProcess& worker : workers_)
    if (worker.group() > 0) roots.push_back(worker.group());
  return cpu_ns_by_root(roots);
}

void TrialRun::note_use_of_cpu() {
  const auto span_ns = static_cast<double>(time_.watched_ns() - *cpu_counted_ns_);
  const std::map<pid_t, std::int64_t> now = cpu_ns();
  for (WorkerProcess& worker : workers_) {
    const auto after = now.find(worker.group());
    if (after == now.end()) continue;
    const auto before = cpu_counted_.find(worker.group());
    const std::int64_t used_ns = after->second - (before == cpu_counted_.end() ? 0 : before->second);
    if (static_cast<double>(used_ns) > least_cpu_share * span_ns) worker.note_use_of_cpu();
  }
}

bool TrialRun::oom_kills_rose() const {
  const auto now = watch_.oom_kills ? watch_.oom_kills() : std::nullopt;
  return now && oom_kills_before_ && *now > *oom_kills_before_;
}

std::int64_t TrialRun::longest_wait_left_ns() const {
  std::int64_t left_ns = std::min(longest_wait_ns, due_ns() - time_.watched_ns());
  if (!cpu_counted_ns_) left_ns = std::min(left_ns, deadline_ns_ - cpu_span_ns() - time_.watched_ns());
  const std::int64_t now_ns = monotonic_ns();
  for (const WorkerProcess& worker : workers_)
    if (worker.give_up_ns()) left_ns = std::min(left_ns, *worker.give_up_ns() - now_ns);
  return std::max<std::int64_t>(0, left_ns);
}

bool TrialRun::all(bool (*reached)(const WorkerTrace&)) const {
  return std::all_of(workers_.begin(), workers_.end(), [&](const WorkerProcess& worker) {
    return std::all_of(worker.traces().begin(), worker.traces().end(), reached);
  });
}

std::vector<WorkerTrace> TrialRun::traces() const {
  std::vector<WorkerTrace> copies;
  for (const WorkerProcess& worker : workers_)
    copies.insert(copies.end(), worker.traces().begin(), worker.traces().end());
  return copies;
}

void TrialRun::call_stopped() {
  if (!std::exchange(stopped_, true) && watch_.stopped) watch_.stopped();
}

// A starter ends all that its program has started when it is asked to; it is killed where it does not.
void TrialRun::ask_starters_to_end() {
  constexpr std::int64_t patience_ns = 3'000'000'000;
  std::vector<pollfd> ends;
  for (const WorkerProcess& worker : workers_)
    if (worker.ask_to_end()) ends.push_back({worker.end_fd(), POLLIN, 0});
  const std::int64_t give_up_ns = monotonic_ns() + patience_ns;
  while (!ends.empty() && monotonic_ns() < give_up_ns) {
    (void)::poll(ends.data(), ends.size(), 100);
    std::erase_if(ends, [](const pollfd& end) { return end.revents != 0; });
  }
}

// Kills all before it waits for any, so that they die at the same time. One that has ended is left alone.
void TrialRun::stop_workers() {
  ask_starters_to_end();
  for (const WorkerProcess& worker : workers_) worker.kill();
  for (WorkerProcess& worker : workers_) worker.reap();
  if (released_) call_stopped();
}

namespace {

// One round for each iteration that the workers of a paired trial ran together.
std::vector<std::vector<MeasuredSpan>> rounds_together(const std::vector<WorkerTrace>& traces) {
  std::vector<std::vector<MeasuredSpan>> rounds;
  for (const WorkerTrace& trace : traces) {
    const std::vector<std::int64_t>& times = trace.result->together_ns;
    rounds.resize(times.size() / 2);
    for (std::size_t i = 0; i < rounds.size(); ++i) rounds[i].push_back({times[2 * i], times[2 * i + 1]});
  }
  return rounds;
}

}  // namespace

void TrialRun::collect(TrialResult& result) const {
  std::vector<MeasuredSpan> spans;
  std::int64_t last_stop_ns = 0;
  for (const WorkerTrace& trace : traces()) {
    result.workers.push_back({trace.worker, trace.result->cpu, trace.result->checksum, trace.result->readings,
                              trace.samples, trace.result->process, trace.sibling});
    if (const auto proof = proofs_.find(trace.worker); proof != proofs_.end()) {
      result.workers.back().unproven = proof->second.unproven;
      result.workers.back().readings[WorkerMetric::processes] = proof->second.processes;
    }
    spans.push_back({trace.result->start_ns, trace.result->stop_ns});
    if (!trace.sibling) last_stop_ns = std::max(last_stop_ns, trace.result->stop_ns);
  }
  if (order_.pairs) {
    result.readings[TrialMetric::overlap_ppm] = overlap_ppm(rounds_together(traces()));
  } else {
    result.readings[TrialMetric::makespan_ns] = last_stop_ns - start_ns_;
    result.readings[TrialMetric::overlap_ppm] = overlap_ppm(spans);
  }
  result.readings[TrialMetric::harness_cpu_ns] = cpu_at_answer_ns_ - cpu_at_release_ns_;
  if (order_.siblings) result.readings[TrialMetric::sibling_target_per_s] = order_.siblings->operations_per_s;
}

}  // namespace

TrialResult launch_trial(const TrialOrder& order, const TrialWatch& watch) {
  return TrialRun(order, watch).run();
}

}  // namespace allocscale
