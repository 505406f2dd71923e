// What will a run's blocks buy? The store's own history tells how much the blocks of each task differ on this
// machine.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/analysis/findings.hpp"
#include "harness/conduct/conduct.hpp"

namespace allocscale {

/// How much the slowdown of one comparison's baseline differed from block to block, in an earlier run.
struct TaskHistory {
  std::string kernel;
  std::uint64_t size = 0;
  double deviation = 0;  // of ln slowdown
  RunId run = 0;
};

/// The history of each comparison of the plan that one of the findings has measured in at least 5 blocks and
/// in the same design; of several, of the first of them. `runs` are the ids of the findings.
[[nodiscard]] std::vector<TaskHistory> histories(const Plan& plan, const std::vector<Findings>& findings,
                                                 const std::vector<RunId>& runs);

/// The histories out of the newest runs of the store on a machine like this one. Reads at most three runs.
[[nodiscard]] std::vector<TaskHistory> stored_histories(const Plan& plan, Store& store,
                                                        const Machine& machine);

/// A line for each comparison that has a history: "20 blocks: about ±9 % for the slowdown of concat of
/// 16,000; ±3 % takes about 180 blocks, 7 min (by run 3)". One line that nothing is known where none has.
[[nodiscard]] std::vector<std::string> forecast_lines(const std::vector<TaskHistory>& histories, int blocks,
                                                      double margin, double seconds_per_block);

}  // namespace allocscale
