// The exact command of a worker: what `exec` is given, and what a person types to run one worker again.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/trial.hpp"

namespace allocscale {

/// A worker's place at a harness's rendezvous.
struct Seat {
  int rendezvous_fd = 3;
  pid_t parent = 0;  // the harness; the worker ends when it is not its parent
};

/// What its runner is told of the cell's history, in its prediction of memory too; nothing of a fresh heap.
[[nodiscard]] std::vector<std::string> history_words(const Cell& cell);

/// How many runners are executed for a trial of the cell: one for each worker, or one that makes them all.
[[nodiscard]] int processes_of(const Cell& cell);

/// The soft limit of the stack that the cell's processes start with, in bytes; nothing: the harness's own.
[[nodiscard]] std::optional<std::int64_t> stack_limit(const Cell& cell);

/// The arguments of runner number `worker` of the trial, its path first. Without a seat the worker starts at
/// once and waits for nobody.
[[nodiscard]] std::vector<std::string> worker_arguments(const TrialOrder& order, int worker,
                                                        const std::optional<Seat>& seat = std::nullopt);

}  // namespace allocscale
