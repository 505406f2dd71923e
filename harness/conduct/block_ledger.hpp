// Decides which blocks of a run count and which are run again. Each decision is made from what is stored, is
// stored at once, and is never made again: a run that was killed at any instant continues as it would have
// without the kill.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "harness/model/block_status.hpp"
#include "harness/model/cell.hpp"
#include "harness/store/store.hpp"

namespace allocscale {

class BlockLedger {
 public:
  /// `cells` are the run's; `capacity` in CPUs. The store and the cells must outlive it.
  BlockLedger(Store& store, const OpenedRun& run, const std::vector<Cell>& cells, int capacity);

  /// Absent while it is not decided.
  [[nodiscard]] std::optional<BlockStatus> status(int block) const;

  /// How many of the slots are in a block that was not replaced.
  [[nodiscard]] std::size_t count_kept(const std::set<Slot>& slots) const;

  /// Decides on a block that holds all of its trials: it counts, or it was disturbed and is to be run again.
  BlockStatus judge_whole(int block);

  /// Marks as cut a block that an earlier call left unfinished; it is to be run again whole. False, and no
  /// mark, when most_repeats() blocks are cut already: then its rest is to be run.
  [[nodiscard]] bool replace_cut(int block);

 private:
  [[nodiscard]] int count(BlockStatus status) const;
  void record(int block, BlockStatus status);

  Store& store_;
  const OpenedRun& run_;
  const std::vector<Cell>& cells_;
  int capacity_;
  std::map<int, BlockStatus> statuses_;
};

}  // namespace allocscale
