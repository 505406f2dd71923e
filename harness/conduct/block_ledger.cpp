#include "harness/conduct/block_ledger.hpp"

#include <algorithm>

#include "harness/analysis/block_repeat.hpp"

namespace allocscale {

BlockLedger::BlockLedger(Store& store, const OpenedRun& run, const std::vector<Cell>& cells, int capacity)
    : store_(store), run_(run), cells_(cells), capacity_(capacity), statuses_(store.block_statuses(run.id)) {}

std::optional<BlockStatus> BlockLedger::status(int block) const {
  const auto found = statuses_.find(block);
  return found == statuses_.end() ? std::nullopt : std::optional(found->second);
}

std::size_t BlockLedger::count_kept(const std::set<Slot>& slots) const {
  return static_cast<std::size_t>(std::count_if(slots.begin(), slots.end(), [this](const Slot& slot) {
    return status(slot.block).value_or(BlockStatus::counts) == BlockStatus::counts;
  }));
}

BlockStatus BlockLedger::judge_whole(int block) {
  BlockDisturbance disturbance;
  for (const StoredTrial& trial : store_.block_trials(run_.id, block))
    disturbance.add(trial.result, cells_.at(trial.planned.cell), capacity_);
  const BlockFate fate = block_fate(disturbance, count(BlockStatus::disturbed), run_.blocks_wanted);
  const BlockStatus status = fate == BlockFate::repeat ? BlockStatus::disturbed : BlockStatus::counts;
  record(block, status);
  return status;
}

bool BlockLedger::replace_cut(int block) {
  if (count(BlockStatus::cut) >= most_repeats(run_.blocks_wanted)) return false;
  record(block, BlockStatus::cut);
  return true;
}

int BlockLedger::count(BlockStatus status) const {
  return static_cast<int>(std::count_if(statuses_.begin(), statuses_.end(),
                                        [&](const auto& block) { return block.second == status; }));
}

void BlockLedger::record(int block, BlockStatus status) {
  store_.record_block(run_.id, block, status);
  statuses_[block] = status;
}

}  // namespace allocscale
