// Turns each paired trial into two ordinary ones, alone and together, so that every contrast that the
// analysis makes between two cells of a block becomes one within a process.
//
// A paired trial (harness/model/pairs.hpp) is stored as one trial of the cell with P workers. Of its two
// halves,
//   together  stays in that cell: the iterations together, numbered 0 to N − 1. Worker 0 alone makes its
//             times, since the contrast is one process's own; the others are marked as siblings, and keep
//             their samples and readings for flags;
//   alone     becomes a trial of the cell with one worker: worker 0's iterations alone, numbered 2 to N − 1.
// Iteration 0 of a process is cold, and a process has one only. So each block also has a trial of one worker
// and one iteration in a fresh process; that iteration becomes iteration 0 of the alone half.
// Each number of workers gets sub-blocks of its own, so that it is compared with its own alone half.
#pragma once

#include <optional>

#include "harness/model/dataset.hpp"

namespace allocscale {

/// The dataset without pairs; as it is where none of its cells is paired. A paired trial that is not complete
/// stays in its cell, a fresh one without a partner is left out, and one that is not complete stays. Readings
/// of the trial (steal, pressure, time) stay with the half together, so that sums over trials count once.
[[nodiscard]] Dataset unfold_pairs(Dataset dataset);

/// A stored dataset as the analysis reads it. One without pairs is not copied, and must outlive this.
class Unfolded {
 public:
  explicit Unfolded(const Dataset& stored) : stored_(stored) {
    if (stored.run.design == Design::paired) unfolded_ = unfold_pairs(stored);
  }
  [[nodiscard]] const Dataset& dataset() const { return unfolded_ ? *unfolded_ : stored_; }

 private:
  const Dataset& stored_;
  std::optional<Dataset> unfolded_;
};

}  // namespace allocscale
