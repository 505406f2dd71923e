#include "harness/conduct/program_trial.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "harness/analysis/task_time.hpp"
#include "harness/base/error.hpp"
#include "harness/conduct/errand.hpp"
#include "harness/conduct/trial_order.hpp"

namespace allocscale {
namespace {

// Until a launch was seen.
constexpr double unknown_seconds = 1;
constexpr double deadline_of_first_launch = 600;

// Why the errand was not done; empty: it was.
std::string run_errand(const char* name, const std::vector<std::string>& words,
                       const std::vector<std::string>& environment, double deadline_seconds) {
  const std::string failure = errand_failure(words, environment, deadline_seconds);
  return failure.empty() ? failure : fmt::format("{} '{}': {}", name, words.front(), failure);
}

TrialResult failed(std::string why) {
  TrialResult result;
  result.outcome = Outcome::failed;
  result.message = std::move(why);
  return result;
}

// The cell of the variant alone, with the baseline's allocator; absent where the plan has none.
std::optional<Cell> cell_alone(const Campaign& campaign, const std::string& task,
                               const std::string& variant) {
  for (const Cell& cell : campaign.plan.cells)
    if (cell.kernel == task && cell.layout == variant && cell.workers == 1 &&
        cell.allocator == campaign.experiment.baseline.allocator)
      return cell;
  return std::nullopt;
}

// One launch of a cell: why it is not complete, empty where it is; and how long it took.
struct Launch {
  std::string why;
  double seconds = 0;
};

Launch launch(const Campaign& campaign, const Cell& cell, const RunTrial& run_trial,
              ProgramDemands& demands) {
  TrialOrder order = order_cell(cell, *find_runner(campaign.catalog, cell.allocator), campaign.topology,
                                campaign.plan.workers.back(), 0);
  order.deadline_seconds = campaign.experiment.deadline_seconds.value_or(deadline_of_first_launch);
  const TrialResult result = run_trial(order);
  demands.learn(cell, result);
  return {result.outcome == Outcome::complete ? "" : result.message,
          trial_value(result, PhaseMetric::wall_ns, cold_iteration).value_or(0) / 1e9};
}

// What messages call a variant.
std::string name_of(const Experiment& experiment, const ProgramTask& task, const std::string& variant) {
  if (task.variants.size() == 1) return task.name;
  return experiment.programs.size() == 1 ? variant : fmt::format("{} {}", task.name, variant);
}

}  // namespace

bool ProgramDemands::is_program(const Cell& cell) const {
  return find_program(experiment_->programs, cell.kernel) != nullptr;
}

Demand ProgramDemands::demand_of(const Cell& cell) const {
  const auto found = known_.find({cell.kernel, cell.layout});
  return found == known_.end() ? Demand{0, unknown_seconds, {}, {}} : found->second;
}

void ProgramDemands::learn(const Cell& cell, const TrialResult& result) {
  if (result.outcome != Outcome::complete) return;
  // Of the whole trial: a program that reports its time runs for longer.
  const auto trial_ns = static_cast<double>(result.readings[TrialMetric::trial_ns].value_or(0));
  const double wall_ns = trial_value(result, PhaseMetric::wall_ns, cold_iteration).value_or(0);
  known_[{cell.kernel, cell.layout}] = {
      static_cast<std::int64_t>(largest_peak(result).value_or(0)), std::max(trial_ns, wall_ns) / 1e9, {}, {}};
}

RunTrial with_errands(const std::vector<ProgramTask>& tasks, RunTrial run_trial) {
  return [tasks, run_trial = std::move(run_trial)](const TrialOrder& order) {
    const ProgramTask* const task = order.program ? find_program(tasks, order.cell.kernel) : nullptr;
    if (task == nullptr) return run_trial(order);
    const std::vector<std::string>& environment = order.program->callers_environment;
    if (std::string why = run_errand("--prepare", task->prepare, environment, order.deadline_seconds);
        !why.empty())
      return failed(std::move(why));
    TrialResult result = run_trial(order);
    std::string why = run_errand("--cleanup", task->cleanup, environment, order.deadline_seconds);
    return why.empty() || result.outcome != Outcome::complete ? result : failed(std::move(why));
  };
}

void try_programs(const Campaign& campaign, const RunTrial& run_trial, ProgramDemands& demands,
                  const std::function<void(const std::string&)>& say) {
  std::vector<std::string> notes;
  std::vector<std::string> failures;
  std::size_t tried = 0;
  for (const ProgramTask& task : campaign.experiment.programs)
    for (const auto& [name, program] : task.variants) {
      const std::optional<Cell> cell = cell_alone(campaign, task.name, name);
      if (!cell) continue;
      ++tried;
      Launch last;
      for (int launches = 0; launches <= task.warmups && last.why.empty(); ++launches)
        last = launch(campaign, *cell, run_trial, demands);
      const std::string called = name_of(campaign.experiment, task, name);
      if (!last.why.empty())
        failures.push_back(fmt::format("{}: {}", called, last.why));
      else if (last.seconds < shortest_measurable_seconds)
        notes.push_back(
            fmt::format("{} takes {:.1f} ms; a command below {:.0f} ms is too short: what is measured is the "
                        "start of a process",
                        called, 1e3 * last.seconds, 1e3 * shortest_measurable_seconds));
    }
  if (!failures.empty() && failures.size() == tried) throw RequestError(failures.front());
  for (const std::string& line : failures) say(line);
  for (const std::string& line : notes) say(line);
}

}  // namespace allocscale
