// Which blocks of a run count, and which are run again? What is decided is stored at once and never again
// decided, and it is decided from what is stored: a run that was killed at any instant goes on as it would
// have gone on.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "harness/model/block_standing.hpp"
#include "harness/model/cell.hpp"
#include "harness/store/store.hpp"

namespace allocscale {

class BlockLedger {
 public:
  /// `cells` are the run's; `capacity` in CPUs. The store and the cells must outlive it.
  BlockLedger(Store& store, const OpenedRun& run, const std::vector<Cell>& cells, int capacity);

  /// Absent while it is not settled.
  [[nodiscard]] std::optional<BlockStanding> standing(int block) const;

  /// Of the slots, those whose block was not replaced.
  [[nodiscard]] std::size_t count_standing(const std::set<Slot>& slots) const;

  /// Settles a block that holds all of its trials: it counts, or it was disturbed and is to be run again.
  BlockStanding settle_whole(int block);

  /// Settles a block that an earlier call left unfinished as cut, to be run again whole. False, and nothing
  /// settled, when most_repeats() blocks were: then its rest is to be run.
  [[nodiscard]] bool replace_cut(int block);

 private:
  [[nodiscard]] int count(BlockStanding standing) const;
  void settle(int block, BlockStanding standing);

  Store& store_;
  const OpenedRun& run_;
  const std::vector<Cell>& cells_;
  int capacity_;
  std::map<int, BlockStanding> settled_;
};

}  // namespace allocscale
