// The exact command of a copy of a user's program: the starter's words and both environments.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/launch/worker_command.hpp"
#include "harness/model/catalog.hpp"
#include "harness/model/trial.hpp"

namespace allocscale {

/// The caller's environment, NAME=value, in two parts.
struct CallersEnvironment {
  std::vector<std::string> kept;
  std::vector<std::string> left_out;  // what would change the allocator: LD_PRELOAD, the variables of every
                                      // allocator of the catalog
};

[[nodiscard]] CallersEnvironment callers_environment(const Catalog& catalog);

/// The allocator's part of a command's environment, NAME=value: the library to preload, with the witness
/// beside it, and the variables of the policy arm, the knob or the huge pages.
[[nodiscard]] std::vector<std::string> allocator_environment(const Cell& cell, const Runner& runner,
                                                             const std::string& witness);

/// Why the allocator cannot be given to a program that exists already; empty: it can.
[[nodiscard]] std::string why_not_preloadable(const Runner& runner);

/// The file that must own malloc in a program under the allocator; of the C library, the beginning of its
/// name.
[[nodiscard]] std::string owner_file(const Runner& runner);

/// How many processes the harness itself starts for the trial.
[[nodiscard]] int processes_of(const TrialOrder& order);

/// The words that start copy number `worker` of the order's program, the starter's path first. Without a seat
/// it starts at once and waits for nobody.
[[nodiscard]] std::vector<std::string> starter_arguments(const TrialOrder& order, int worker,
                                                         const std::optional<Seat>& seat = std::nullopt);

/// The environment of the starter, and of the command before the words --env: the caller's, and
/// ALLOCSCALE_PAD.
[[nodiscard]] std::vector<std::string> starter_environment(const TrialOrder& order);

}  // namespace allocscale
