#include "harness/attribution/task_cells.hpp"

#include <algorithm>
#include <set>

#include "harness/analysis/block_repeat.hpp"
#include "harness/analysis/running_time.hpp"
#include "harness/analysis/settling.hpp"
#include "harness/analysis/trial_quality.hpp"
#include "harness/model/designs.hpp"

namespace allocscale {
namespace {

Cell common_of(const Cell& cell) {
  Cell common = cell;
  common.layout.clear();
  common.allocator.clear();
  common.workers = 0;
  return common;
}

// As further sub-blocks of the same block.
void add_twins(TaskCells& task) {
  for (const auto& [treatment, records] : task.cells) {
    if (!treatment.twin) continue;
    Treatment first = treatment;
    first.twin = false;
    const auto found = task.cells.find(first);
    if (found == task.cells.end()) continue;
    int next = 0;
    for (const auto& [place, record] : found->second) next = std::max(next, place.sub_block + 1);
    for (const auto& [place, record] : records)
      found->second.emplace(Place{place.block, next + place.sub_block}, record);
  }
}

}  // namespace

const Records& TaskCells::at(const Treatment& treatment) const {
  static const Records none;
  const auto found = cells.find(treatment);
  return found == cells.end() ? none : found->second;
}

bool same_setting(const TaskCells& one, const TaskCells& other) {
  Cell setting = one.common;
  setting.kernel = other.common.kernel;
  setting.size = other.common.size;
  setting.iterations = other.common.iterations;
  return setting == other.common;
}

std::vector<TaskCells> gather_tasks(const Dataset& dataset) {
  std::vector<TaskCells> tasks;
  std::vector<std::size_t> task_of;  // by cell
  const std::vector<Design> designs = designs_of(dataset.run.cells, dataset.run.design, dataset.run.capacity);
  for (const Cell& cell : dataset.run.cells) {
    const Cell common = common_of(cell);
    auto found = std::find_if(tasks.begin(), tasks.end(),
                              [&](const TaskCells& task) { return task.common == common; });
    if (found == tasks.end()) {
      TaskCells task;
      task.common = common;
      task.facts = kernel_facts(dataset.run.facts, common.kernel);
      task.estimand = cell.iterations > 1 ? dataset.run.estimand : Estimand::cold;
      if (task.estimand != Estimand::cold) task.design = designs[task_of.size()];  // a process is cold once
      found = tasks.insert(tasks.end(), std::move(task));
    }
    task_of.push_back(static_cast<std::size_t>(found - tasks.begin()));
  }
  const std::set<int> disturbed = disturbed_blocks(dataset);
  const std::vector<CellIterations> iterations = iterations_of_cells(dataset, dataset.run.estimand);
  for (const StoredTrial& trial : dataset.trials) {
    const Cell& cell = dataset.run.cells.at(trial.planned.cell);
    TaskCells& task = tasks[task_of[trial.planned.cell]];
    const bool running = judges_running_time(cell, dataset.run.capacity);
    const CellIterations& own = iterations[trial.planned.cell];
    if (own.settled_from) task.settled_from = own.settled_from;
    if (auto record = trial_record(trial.result, own.measured, running)) {
      record->flags = stored_flags(trial, cell, own.measured, dataset.run.capacity,
                                   disturbed.contains(trial.planned.block));
      task.cells[{cell.layout, cell.allocator, cell.workers, trial.planned.twin}]
                [{trial.planned.block, trial.planned.sub_block}] = std::move(*record);
    }
  }
  for (TaskCells& task : tasks) add_twins(task);
  return tasks;
}

}  // namespace allocscale
