// The exact command of a worker: the harness executes it, and a person types it to run one worker again.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/trial.hpp"

namespace allocscale {

/// How a worker reaches the harness that it waits for.
struct Seat {
  int rendezvous_fd = 3;
  pid_t parent = 0;  // the harness; the worker ends when it is not its parent
  std::string witness_file =
      {};  // of a program: where its processes say who owns their malloc; empty: nowhere
};

/// The words that tell a runner of the cell's history, also when it predicts memory. None for a fresh heap.
[[nodiscard]] std::vector<std::string> history_words(const Cell& cell);

/// How many runners are executed for a trial of the cell: one for each worker, or one that makes them all.
[[nodiscard]] int processes_of(const Cell& cell);

/// The soft limit of the stack of the cell's processes, in bytes. Absent: they keep the harness's own.
[[nodiscard]] std::optional<std::int64_t> stack_limit(const Cell& cell);

/// The value of --events, of a runner and of the starter: "r3c,3:10002".
[[nodiscard]] std::string event_words(const std::vector<EventCode>& codes);

/// The arguments of runner number `worker` of the trial, its path first. Without a seat the worker starts at
/// once and waits for nobody, so that it is none of a paired trial.
[[nodiscard]] std::vector<std::string> worker_arguments(const TrialOrder& order, int worker,
                                                        const std::optional<Seat>& seat = std::nullopt);

}  // namespace allocscale
