#include "harness/conduct/program_trial.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "harness/analysis/task_time.hpp"
#include "harness/base/error.hpp"
#include "harness/conduct/trial_order.hpp"
#include "harness/launch/captured_run.hpp"

namespace allocscale {
namespace {

// Until a launch was seen.
constexpr double unknown_seconds = 1;
constexpr double deadline_of_first_launch = 600;

// Why the errand was not done; empty: it was.
std::string do_errand(const char* name, const std::vector<std::string>& words,
                      const std::vector<std::string>& environment, double deadline_seconds) {
  if (words.empty()) return {};
  std::vector<std::string> arguments = {"/usr/bin/env"};  // which looks for the command in PATH
  arguments.insert(arguments.end(), words.begin(), words.end());
  try {
    (void)captured_output(arguments, deadline_seconds, environment);
    return {};
  } catch (const std::runtime_error& wrong) {
    return fmt::format("{} '{}': {}", name, words.front(), wrong.what());
  }
}

TrialResult failed(std::string why) {
  TrialResult result;
  result.outcome = Outcome::failed;
  result.message = std::move(why);
  return result;
}

// The cell of the variant alone, with the baseline's allocator; absent where the plan has none.
std::optional<Cell> cell_alone(const Campaign& campaign, const std::string& variant) {
  for (const Cell& cell : campaign.plan.cells)
    if (cell.kernel == campaign.experiment.program->name && cell.layout == variant && cell.workers == 1 &&
        cell.allocator == campaign.experiment.baseline.allocator)
      return cell;
  return std::nullopt;
}

// Returns why it is not complete; empty: it is.
std::string launch(const Campaign& campaign, const Cell& cell, const RunTrial& run_trial,
                   ProgramDemands& demands) {
  TrialOrder order = order_cell(cell, *find_runner(campaign.catalog, cell.allocator), campaign.topology,
                                campaign.plan.workers.back(), 0);
  order.deadline_seconds = campaign.experiment.deadline_seconds.value_or(deadline_of_first_launch);
  const TrialResult result = run_trial(order);
  demands.learn(cell, result);
  return result.outcome == Outcome::complete ? "" : result.message;
}

}  // namespace

bool ProgramDemands::is_program(const Cell& cell) const {
  return experiment_->program && cell.kernel == experiment_->program->name;
}

Demand ProgramDemands::demand_of(const Cell& cell) const {
  const auto found = known_.find(cell.layout);
  return found == known_.end() ? Demand{0, unknown_seconds, {}, {}} : found->second;
}

void ProgramDemands::learn(const Cell& cell, const TrialResult& result) {
  const auto elapsed_ns = trial_value(result, PhaseMetric::wall_ns, cold_iteration);
  if (!elapsed_ns) return;
  known_[cell.layout] = {
      static_cast<std::int64_t>(largest_peak(result).value_or(0)), *elapsed_ns / 1e9, {}, {}};
}

RunTrial with_errands(const ProgramTask& task, RunTrial run_trial) {
  if (task.prepare.empty() && task.cleanup.empty()) return run_trial;
  return [task, run_trial = std::move(run_trial)](const TrialOrder& order) {
    if (!order.program) return run_trial(order);
    const std::vector<std::string>& environment = order.program->callers_environment;
    if (std::string why = do_errand("--prepare", task.prepare, environment, order.deadline_seconds);
        !why.empty())
      return failed(std::move(why));
    TrialResult result = run_trial(order);
    std::string why = do_errand("--cleanup", task.cleanup, environment, order.deadline_seconds);
    return why.empty() || result.outcome != Outcome::complete ? result : failed(std::move(why));
  };
}

void try_program(const Campaign& campaign, const RunTrial& run_trial, ProgramDemands& demands,
                 const std::function<void(const std::string&)>& say) {
  const ProgramTask& task = *campaign.experiment.program;
  std::vector<std::string> notes;
  std::vector<std::string> failures;
  for (const auto& [name, program] : task.variants) {
    const std::optional<Cell> cell = cell_alone(campaign, name);
    if (!cell) continue;
    std::string why;
    for (int launches = 0; launches <= task.warmups && why.empty(); ++launches)
      why = launch(campaign, *cell, run_trial, demands);
    const std::string& called = task.variants.size() == 1 ? task.name : name;
    if (!why.empty())
      failures.push_back(fmt::format("{}: {}", called, why));
    else if (const double seconds = demands.demand_of(*cell).seconds; seconds < shortest_measurable_seconds)
      notes.push_back(fmt::format(
          "{} takes {:.1f} ms; a command below {:.0f} ms is too short: what is measured is the start of a process",
          called, 1e3 * seconds, 1e3 * shortest_measurable_seconds));
  }
  if (failures.size() == task.variants.size()) throw RequestError(failures.front());
  for (const std::string& line : failures) say(line);
  for (const std::string& line : notes) say(line);
}

}  // namespace allocscale
