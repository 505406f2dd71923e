#include "harness/analysis/block_repeat.hpp"

#include <algorithm>
#include <map>

#include "harness/analysis/running_time.hpp"
#include "harness/analysis/task_time.hpp"
#include "harness/analysis/trial_quality.hpp"

namespace allocscale {
namespace {

constexpr double tick_ns = 10'000'000;  // of /proc/stat: 1/USER_HZ

}  // namespace

void BlockDisturbance::add(const TrialResult& trial, const Cell& cell, int capacity) {
  if (cell.workers > capacity) return;
  const auto& steal = trial.readings[TrialMetric::steal_ns];
  const auto span = measured_span_ns(trial);
  if (steal && span) {
    stolen_ns += static_cast<double>(*steal);
    offered_ns += static_cast<double>(*span) * cell.workers;
  }
  throttled_ns += static_cast<double>(trial.readings[TrialMetric::throttled_ns].value_or(0));
  if (!judges_running_time(cell, capacity)) return;
  waited_ns += trial_total(trial, PhaseMetric::run_delay_ns).value_or(0);
  elapsed_ns += trial_total(trial, PhaseMetric::wall_ns).value_or(0);
}

bool is_disturbed(const BlockDisturbance& disturbance) {
  const double most_stolen = std::max(disturbance.offered_ns / 20, tick_ns);
  return disturbance.stolen_ns > most_stolen || disturbance.throttled_ns > 0 ||
         disturbance.waited_ns > most_waiting_of_block * disturbance.elapsed_ns;
}

int most_repeats(int blocks_planned) { return blocks_planned / 5; }

BlockFate block_fate(const BlockDisturbance& disturbance, int repeated_so_far, int blocks_planned) {
  if (!is_disturbed(disturbance)) return BlockFate::keep;
  return repeated_so_far < most_repeats(blocks_planned) ? BlockFate::repeat : BlockFate::keep_disturbed;
}

std::set<int> disturbed_blocks(const Dataset& dataset) {
  std::map<int, BlockDisturbance> blocks;
  for (const StoredTrial& trial : dataset.trials)
    blocks[trial.planned.block].add(trial.result, dataset.run.cells.at(trial.planned.cell),
                                    dataset.run.capacity);
  std::set<int> disturbed;
  for (const auto& [block, disturbance] : blocks)
    if (is_disturbed(disturbance)) disturbed.insert(block);
  return disturbed;
}

}  // namespace allocscale
