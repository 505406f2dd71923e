#include "harness/report/cell_times.hpp"

#include <algorithm>

#include "harness/analysis/settling.hpp"
#include "harness/analysis/trials_at_workers.hpp"

namespace allocscale {
namespace {

bool is_program(const RunDescription& run, const Cell& cell) {
  const auto kernel = run.facts.kernels.find(cell.kernel);
  return kernel != run.facts.kernels.end() && kernel->second.kind == KernelKind::program;
}

}  // namespace

std::vector<CellTimes> cell_times(const Report& report) {
  const RunDescription& run = report.dataset.run;
  const std::vector<CellIterations> iterations = iterations_of_cells(report.dataset, run.estimand);
  std::vector<CellTimes> all;
  for (std::size_t i = 0; i < run.cells.size(); ++i) {
    const IterationRange& measured = iterations[i].measured;
    all.push_back({run.cells[i], is_program(run, run.cells[i]), measured.last - measured.first + 1, {}});
  }
  for (const StoredTrial& trial : report.dataset.trials) {
    if (trial.planned.twin || trial.result.outcome != Outcome::complete) continue;
    const std::size_t cell = trial.planned.cell;
    const TrialFacts facts = trial_facts(trial, run.cells[cell], iterations[cell], run.capacity, false);
    if (!facts.time_ns) continue;
    all[cell].trials.push_back(
        {trial.planned.block, !facts.flags.none(), *facts.time_ns, facts.per_iteration[PhaseMetric::cpu_ns],
         facts.per_iteration[PhaseMetric::user_ns], facts.per_iteration[PhaseMetric::system_ns]});
  }
  std::erase_if(all, [](const CellTimes& times) { return times.trials.empty(); });
  return all;
}

}  // namespace allocscale
