// One runner of a running trial: its process, its two streams, and what the harness has seen of its workers.
// The process is one worker, or it makes all workers of the trial as forks or threads.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "harness/base/unique_fd.hpp"
#include "harness/launch/child_process.hpp"
#include "harness/launch/line_splitter.hpp"
#include "harness/launch/pipe.hpp"
#include "harness/launch/worker_trace.hpp"
#include "harness/model/trial.hpp"

namespace allocscale {

class WorkerProcess {
 public:
  /// Starts runner number `worker` of the order. Throws SetupError as ChildProcess and make_pipe do.
  /// `witness_file`: see Seat.
  WorkerProcess(const TrialOrder& order, int worker, int rendezvous_fd, const std::string& witness_file = {});

  /// One per worker of this process.
  [[nodiscard]] std::span<const WorkerTrace> traces() const { return traces_; }
  [[nodiscard]] const std::string& start_error() const { return process_.start_error(); }
  /// For poll; -1 when there is nothing to wait for any more.
  [[nodiscard]] int output_fd() const { return output_.get(); }
  [[nodiscard]] int errors_fd() const { return errors_.get(); }
  [[nodiscard]] int end_fd() const { return process_.pidfd(); }
  /// When to stop waiting for a worker that closed its output without a result (CLOCK_MONOTONIC). Its exit,
  /// which says why it did, must follow at once.
  [[nodiscard]] std::optional<std::int64_t> give_up_ns() const { return give_up_ns_; }
  /// The group of all its processes; -1 once it has ended.
  [[nodiscard]] pid_t group() const { return process_.group(); }
  /// Whether it has written anything since it was released.
  [[nodiscard]] bool answered() const { return answered_; }

  /// To be called at the release: from then on the workers may send samples, of times from `start_ns` on.
  void note_release(std::int64_t start_ns);
  /// Takes what a stream has ready. False when it has nothing for now, or ended.
  bool take_output();
  bool take_errors();
  /// The process has ended: takes what it left and its exit status.
  void take_end();
  /// Notes as a fault that the output was closed without a result; called from give_up_ns() on.
  void give_up();
  /// Notes that its processes were using a CPU when the deadline passed.
  void note_use_of_cpu();

  /// SIGTERM to a program's starter that still runs, which then ends all that the program started. False
  /// where there is none.
  [[nodiscard]] bool ask_to_end() const;
  /// SIGKILL to it and its process group.
  void kill() const { process_.kill(); }
  /// Waits for the end of a process that was killed.
  void reap() { process_.reap(); }

 private:
  WorkerProcess(const TrialOrder& order, int worker, int rendezvous_fd, const std::string& witness_file,
                Pipe output, Pipe errors);

  /// The worker that the next line of output belongs to: the first without a result, else the last.
  WorkerTrace& current_worker();
  void note_fault(const std::string& fault);
  void take(const std::string& line);

  Cell cell_;
  std::vector<WorkerTrace> traces_;
  UniqueFd output_;
  UniqueFd errors_;
  LineSplitter lines_;
  std::string error_tail_;
  std::size_t error_bytes_ = 0;
  bool answered_ = false;
  std::optional<std::int64_t> give_up_ns_;
  ChildProcess process_;  // the last member: its destructor runs first
};

}  // namespace allocscale
