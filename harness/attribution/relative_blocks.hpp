// The times of a task's cells as percent of the subject's time alone, one number for each cell and block, and
// the part of each that the machine takes.
//
// One scale. A cell's time is its geometric mean G over the blocks, and stands for G(S,P)/G(∅,1): the points
// of a loss are then those of the slowdown that the verdict judges. The mean of the blocks' own ratios would
// be too large, by 1.3 to 9.8 points where ln T of a trial has a standard deviation of 0.15 to 0.30.
// A block's number is the ratio linearised about the means of ln T (the delta method). Its mean over the
// blocks is the ratio, and its deviation is that of the ratio, so that a contrast of cells is one number per
// block and inference is one-sample. What all cells of a block share cancels.
//
// The machine. A machine that takes a share of every task's time takes most from the dearest, so a cheaper
// cell would seem to lose less. The loss that is attributed is therefore D'(S) = [T(S,P) − ρ·T(S,1)]/T(∅,1),
// where ρ is the control's slowdown. It is pooled over the blocks: a block's own ratio would be biased, and a
// block without the control would be lost. It is linearised like a cell, so that its error is in every
// interval. It counts whether or not it is shown to differ from 1: intervals after such a test would be too
// narrow where the test can go either way. Where the control takes as long in each block, nothing changes.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "harness/attribution/chain_game.hpp"
#include "harness/attribution/removal_block.hpp"

namespace allocscale {

/// ρ, the control's slowdown over the blocks, and how far each block moves it: these have the mean 0, and the
/// standard error of their mean over all blocks is that of ρ also where some blocks lack the control.
struct ControlSlowdown {
  double slowdown = 1;
  std::vector<double> off;
};

/// Of the control's times in each block, absent in blocks without them. Nothing where fewer than three
/// quarters of the blocks, or than two, have them.
[[nodiscard]] std::optional<ControlSlowdown> control_slowdown(
    std::span<const std::optional<AloneAndTogether>> blocks);

/// One cell in one block, percent of the subject's time alone.
struct CellPoints {
  double alone = 0;
  double together = 0;
  double machine = 0;  // of `together`, what the machine takes: (ρ − 1) · alone; 0 without a control

  /// D'(S): what is lost beyond what the machine takes.
  [[nodiscard]] double lost() const { return together - alone - machine; }
};

/// The cells of one block by their levels; those of other levels are 0.
struct RelativeBlock {
  LevelArray<CellPoints> cells{};

  /// The cell at these levels.
  [[nodiscard]] const CellPoints& at(Memory memory, Access access) const {
    return cells[static_cast<std::size_t>(memory)][static_cast<std::size_t>(access)];
  }
};

/// All blocks, and whether a control says what the machine takes.
struct RelativeBlocks {
  std::vector<RelativeBlock> blocks;
  bool has_control = false;
};

/// The relative times of blocks of which each has every cell of `levels`. The control counts where at least
/// three quarters of the blocks have it, and two. Empty without blocks.
[[nodiscard]] RelativeBlocks relative_blocks(std::span<const RemovalBlock> complete,
                                             const RemovalLevels& levels);

/// The games of one block over `levels`, in points: what the removals S take of the loss, D'(∅) − D'(S), and
/// of the time alone, 100·(T(∅,1) − T(S,1)) / T(∅,1). An allocator that saves as much alone as together has
/// the same loss and explains nothing of it.
[[nodiscard]] ChainGame loss_game(const RelativeBlock& block, const RemovalLevels& levels);
[[nodiscard]] ChainGame cost_game(const RelativeBlock& block, const RemovalLevels& levels);

}  // namespace allocscale
