// One trial under way; the inside of the launcher.
#pragma once

#include <poll.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "harness/launch/interrupt_mask.hpp"
#include "harness/launch/launcher.hpp"
#include "harness/launch/rendezvous_page.hpp"
#include "harness/launch/trial_ending.hpp"
#include "harness/launch/worker_process.hpp"
#include "harness/model/trial.hpp"

namespace allocscale {

/// Used once.
class TrialRun {
 public:
  TrialRun(const TrialOrder& order, const TrialHooks& hooks, const LauncherOptions& options, int null_fd);

  /// See Launcher::run.
  [[nodiscard]] std::optional<TrialResult> run();

 private:
  void start_workers();
  void release();
  /// Takes in what the workers do until all are `far` enough. False when the trial failed on the way
  /// (`ending_` says how) or was interrupted.
  bool advance(bool (*far)(const WorkerTrace&));
  /// Sleeps until something happens or is overdue. False when interrupted.
  bool wait();
  [[nodiscard]] bool interrupted() const;
  void take_events();
  void look_for_trouble();
  [[nodiscard]] bool oom_kills_rose() const;
  [[nodiscard]] std::int64_t next_deadline_ns() const;
  [[nodiscard]] bool all(bool (*far)(const WorkerTrace&)) const;
  [[nodiscard]] std::vector<WorkerTrace> traces() const;
  void call_stopped();
  void stop_workers();
  void collect(TrialResult& result) const;

  const TrialOrder& order_;
  const TrialHooks& hooks_;
  const LauncherOptions& options_;
  const int null_fd_;
  const InterruptMask mask_;
  const std::int64_t begin_ns_;
  const std::int64_t deadline_ns_;
  const std::optional<std::int64_t> oom_kills_before_;
  RendezvousPage page_;
  std::vector<WorkerProcess> workers_;
  std::vector<pollfd> polled_;  // output, errors and end of each worker
  std::optional<TrialEnding> ending_;
  bool released_ = false;
  bool stopped_ = false;
  std::int64_t start_ns_ = 0;
  std::int64_t cpu_at_release_ns_ = 0;
  std::int64_t cpu_at_answer_ns_ = 0;  // when the last worker so far had stopped
};

}  // namespace allocscale
