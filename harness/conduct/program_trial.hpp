// What the trials of a user's program need beside those of kernels: errands before and after, and a first
// launch that tells how long it takes.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "harness/conduct/conduct.hpp"
#include "harness/model/experiment.hpp"
#include "harness/model/trial.hpp"
#include "harness/plan/predict.hpp"

namespace allocscale {

using RunTrial = std::function<TrialResult(const TrialOrder&)>;

/// What the variants of the experiment's programs were seen to need.
class ProgramDemands {
 public:
  explicit ProgramDemands(const Experiment& experiment) : experiment_(&experiment) {}  // which must live on

  [[nodiscard]] bool is_program(const Cell& cell) const;
  [[nodiscard]] Demand demand_of(const Cell& cell) const;
  /// Learns from a launch of the cell alone.
  void learn(const Cell& cell, const TrialResult& result);

 private:
  const Experiment* experiment_;
  std::map<std::pair<std::string, std::string>, Demand> known_;  // by program and variant
};

/// Below this a command is too short to be measured: most of its time is the start of its process.
inline constexpr double shortest_measurable_seconds = 0.005;

/// `run_trial`, with each task's own commands before and after each trial of its program. A command that
/// fails makes the trial a failed one.
[[nodiscard]] RunTrial with_errands(const std::vector<ProgramTask>& tasks, RunTrial run_trial);

/// Launches each variant of the programs that are planned once alone with the baseline's allocator, and as
/// often again as its task asks for; the launches are not stored. `say` is given what the user should know.
/// Throws RequestError where no variant ends as it should: the first one's message.
void try_programs(const Campaign& campaign, const RunTrial& run_trial, ProgramDemands& demands,
                  const std::function<void(const std::string&)>& say);

}  // namespace allocscale
