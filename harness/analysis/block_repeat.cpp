#include "harness/analysis/block_repeat.hpp"

namespace allocscale {

void BlockDisturbance::add(const TrialResult& trial, const Cell& cell, int capacity, bool planted) {
  if (planted || cell.workers > capacity) return;
  const auto& steal = trial.readings[TrialMetric::steal_ns];
  const auto& makespan = trial.readings[TrialMetric::makespan_ns];
  if (steal && makespan) {
    stolen_ns += static_cast<double>(*steal);
    offered_ns += static_cast<double>(*makespan) * cell.workers;
  }
  throttled_ns += static_cast<double>(trial.readings[TrialMetric::throttled_ns].value_or(0));
}

BlockFate block_fate(const BlockDisturbance& disturbance, int repeated_so_far, int blocks_planned) {
  const bool disturbed = disturbance.stolen_ns > disturbance.offered_ns / 20 || disturbance.throttled_ns > 0;
  if (!disturbed) return BlockFate::keep;
  return repeated_so_far < blocks_planned / 5 ? BlockFate::repeat : BlockFate::keep_disturbed;
}

}  // namespace allocscale
