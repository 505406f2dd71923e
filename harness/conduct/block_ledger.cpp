#include "harness/conduct/block_ledger.hpp"

#include <algorithm>

#include "harness/analysis/block_repeat.hpp"

namespace allocscale {

BlockLedger::BlockLedger(Store& store, const OpenedRun& run, const std::vector<Cell>& cells, int capacity)
    : store_(store), run_(run), cells_(cells), capacity_(capacity), settled_(store.settled(run.id)) {}

std::optional<BlockStanding> BlockLedger::standing(int block) const {
  const auto found = settled_.find(block);
  return found == settled_.end() ? std::nullopt : std::optional(found->second);
}

std::size_t BlockLedger::count_standing(const std::set<Slot>& slots) const {
  return static_cast<std::size_t>(std::count_if(slots.begin(), slots.end(), [this](const Slot& slot) {
    return standing(slot.block).value_or(BlockStanding::counts) == BlockStanding::counts;
  }));
}

BlockStanding BlockLedger::settle_whole(int block) {
  BlockDisturbance disturbance;
  for (const StoredTrial& trial : store_.block_trials(run_.id, block))
    disturbance.add(trial.result, cells_.at(trial.place.cell), capacity_);
  const BlockFate fate = block_fate(disturbance, count(BlockStanding::disturbed), run_.blocks_wanted);
  const BlockStanding standing = fate == BlockFate::repeat ? BlockStanding::disturbed : BlockStanding::counts;
  settle(block, standing);
  return standing;
}

bool BlockLedger::replace_cut(int block) {
  if (count(BlockStanding::cut) >= most_repeats(run_.blocks_wanted)) return false;
  settle(block, BlockStanding::cut);
  return true;
}

int BlockLedger::count(BlockStanding standing) const {
  return static_cast<int>(std::count_if(settled_.begin(), settled_.end(),
                                        [&](const auto& block) { return block.second == standing; }));
}

void BlockLedger::settle(int block, BlockStanding standing) {
  store_.settle(run_.id, block, standing);
  settled_[block] = standing;
}

}  // namespace allocscale
