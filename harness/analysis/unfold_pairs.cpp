#include "harness/analysis/unfold_pairs.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "harness/model/designs.hpp"

namespace allocscale {
namespace {

// What is known of one cell of a paired comparison.
struct PairedCell {
  bool paired = false;
  std::size_t alone = 0;  // the cell with one worker and otherwise the same levels
  int levels = 1;         // numbers of workers above 1 in its comparison …
  int level = 0;          // … and which of them is this cell's, from 0
};

std::vector<PairedCell> paired_cells(const RunDescription& run) {
  const std::vector<Design> designs = designs_of(run.cells, run.design, run.capacity);
  std::vector<PairedCell> found(run.cells.size());
  for (std::size_t i = 0; i < run.cells.size(); ++i) {
    if (designs[i] != Design::paired) continue;
    Cell alone = run.cells[i];
    alone.workers = 1;
    const auto at = std::find(run.cells.begin(), run.cells.end(), alone);
    if (at == run.cells.end()) continue;  // its times alone are in no cell
    std::set<int> levels;
    for (const Cell& cell : run.cells)
      if (cell.workers > 1 && same_comparison(cell, alone)) levels.insert(cell.workers);
    found[i] = {true, static_cast<std::size_t>(at - run.cells.begin()), static_cast<int>(levels.size()),
                static_cast<int>(std::distance(levels.begin(), levels.lower_bound(run.cells[i].workers)))};
    if (run.cells[i].workers == 1) found[i].level = 0;
  }
  return found;
}

using FreshKey = std::tuple<std::size_t, int, int, bool>;  // cell alone, block, sub-block, twin

FreshKey fresh_key(std::size_t alone, const PlannedTrial& planned) {
  return {alone, planned.block, planned.sub_block, planned.twin};
}

// Iteration 0 of the fresh processes.
std::map<FreshKey, std::vector<Sample>> fresh_samples(const Dataset& dataset,
                                                      const std::vector<PairedCell>& cells) {
  std::map<FreshKey, std::vector<Sample>> fresh;
  for (const StoredTrial& trial : dataset.trials) {
    const std::size_t cell = trial.planned.cell;
    if (!cells[cell].paired || dataset.run.cells[cell].workers != 1 || trial.result.workers.empty()) continue;
    for (const Sample& sample : trial.result.workers.front().samples)
      if (sample.iteration == 0) fresh[fresh_key(cell, trial.planned)].push_back(sample);
  }
  return fresh;
}

// The worker's samples of one kind, numbered anew.
std::vector<Sample> samples_of(const WorkerResult& worker, bool alone) {
  std::vector<Sample> samples;
  int before = -1, number = alone ? 1 : -1;
  for (const Sample& sample : worker.samples) {
    if (sample.alone.value_or(false) != alone) continue;
    if (sample.iteration != before) ++number;
    before = sample.iteration;
    Sample& kept = samples.emplace_back(sample);
    kept.iteration = number;
    kept.alone.reset();
  }
  return samples;
}

StoredTrial alone_half(const StoredTrial& trial, const PairedCell& cell, const std::vector<Sample>* cold) {
  StoredTrial half;
  half.id = trial.id;
  half.planned = trial.planned;
  half.planned.cell = cell.alone;
  half.resumed = trial.resumed;
  half.result.outcome = trial.result.outcome;
  half.result.shared_machine = trial.result.shared_machine;
  WorkerResult worker = trial.result.workers.front();
  worker.samples = samples_of(trial.result.workers.front(), true);
  if (cold != nullptr) worker.samples.insert(worker.samples.begin(), cold->begin(), cold->end());
  worker.readings[WorkerMetric::start_skew_ns].reset();
  half.result.workers.push_back(std::move(worker));
  return half;
}

StoredTrial together_half(StoredTrial trial) {
  for (WorkerResult& worker : trial.result.workers) {
    worker.samples = samples_of(worker, false);
    worker.sibling = worker.worker != 0;
  }
  return trial;
}

}  // namespace

Dataset unfold_pairs(Dataset dataset) {
  const std::vector<PairedCell> cells = paired_cells(dataset.run);
  if (std::none_of(cells.begin(), cells.end(), [](const PairedCell& cell) { return cell.paired; }))
    return dataset;
  const std::map<FreshKey, std::vector<Sample>> fresh = fresh_samples(dataset, cells);
  std::vector<StoredTrial> unfolded;
  for (StoredTrial& trial : dataset.trials) {
    const PairedCell& cell = cells[trial.planned.cell];
    const bool complete = trial.result.outcome == Outcome::complete && !trial.result.workers.empty();
    if (!cell.paired) {
      unfolded.push_back(std::move(trial));
      continue;
    }
    if (complete && trial.planned.cell == cell.alone) continue;  // its iteration joins its partner's
    const auto cold = fresh.find(fresh_key(cell.alone, trial.planned));
    trial.planned.sub_block = trial.planned.sub_block * cell.levels + cell.level;
    if (complete) unfolded.push_back(alone_half(trial, cell, cold == fresh.end() ? nullptr : &cold->second));
    unfolded.push_back(complete ? together_half(std::move(trial)) : std::move(trial));
  }
  dataset.trials = std::move(unfolded);
  return dataset;
}

}  // namespace allocscale
