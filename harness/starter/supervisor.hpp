// Watches the command and everything that it starts, to the end of the last of them, and measures it.
#pragma once

#include <sys/types.h>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/metric.hpp"
#include "harness/starter/command.hpp"
#include "harness/starter/drain.hpp"
#include "harness/starter/options.hpp"
#include "harness/starter/tree_counters.hpp"

namespace allocscale::starter {

/// How often memory is sampled, ns.
inline constexpr std::int64_t sampling_ns = 100'000'000;

/// What is left running when the command has ended may go on as long again as the command took, and at least
/// this long, ns.
inline constexpr std::int64_t least_grace_ns = 1'000'000'000;

/// So many processes are named at most.
inline constexpr std::size_t most_seen = 256;

/// The share of the tree's CPU time that the command's first thread must have had for its wait for a CPU to
/// be that of the tree.
inline constexpr double least_share_of_one_thread = 0.98;

/// What was measured, once every process has ended.
struct Measured {
  int wait_status = 0;                          // of the command
  PhaseReadings command;                        // from the start to the command's end
  PhaseReadings rest;                           // from there to the end of the last process
  std::int64_t stop_ns = 0;                     // CLOCK_MONOTONIC
  std::int64_t peak_bytes = 0;                  // of the largest process
  std::optional<std::int64_t> tree_peak_bytes;  // sampled
  std::string executable;                       // of the command, at the last sample; empty: there was none
  std::map<pid_t, std::string>
      seen;  // processes that were alive at a sample, and their names; most_seen of them
};

class Supervisor {
 public:
  /// From here on SIGTERM, SIGINT and SIGHUP end the tree before this process. The streams are drained while
  /// it waits.
  Supervisor(const Command& command, TreeCounters& counters, Drain& output, Drain& errors);

  /// Returns when every process of the tree has ended. Ends this process, and the tree first, when it is told
  /// to stop, when the command was not executed, or when what it left running does not end in time.
  [[nodiscard]] Measured run();

 private:
  void wait();
  void take_signals() const;
  void reap();
  void note_end_of_command();
  void note_end_of_tree();
  void judge_delay();
  void sample_memory();
  void look_for_stragglers();
  void take_report();
  [[noreturn]] void give_up(const std::string& reason, const std::string& message);

  const Command command_;
  TreeCounters& counters_;
  Drain& output_;
  Drain& errors_;
  int signals_;
  bool reported_ = false;
  bool command_ended_ = false;
  bool tree_ended_ = false;
  std::int64_t command_end_ns_ = 0;
  std::int64_t next_sample_ns_ = 0;
  std::optional<std::int64_t> first_thread_ns_;  // CPU time of the command's first thread
  rusage usage_at_end_of_command_{};
  Measured measured_;
};

}  // namespace allocscale::starter
