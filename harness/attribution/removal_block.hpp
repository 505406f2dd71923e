// The nine cells of one block: what is left of the loss and of the cost when suspects are removed.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "harness/attribution/chain_game.hpp"
#include "harness/attribution/suspect.hpp"

namespace allocscale {

/// T of one cell in one block, ns.
struct AloneAndTogether {
  double alone = 0;
  double together = 0;
};

/// Absent where a trial was not complete.
struct RemovalBlock {
  std::array<std::array<std::optional<AloneAndTogether>, level_count>, level_count>
      cells;  // [memory][access]
  std::optional<AloneAndTogether> twin;

  [[nodiscard]] const std::optional<AloneAndTogether>& at(Memory memory, Access access) const {
    return cells[static_cast<std::size_t>(memory)][static_cast<std::size_t>(access)];
  }
  std::optional<AloneAndTogether>& at(Memory memory, Access access) {
    return cells[static_cast<std::size_t>(memory)][static_cast<std::size_t>(access)];
  }
};

/// The levels of the two chains that enter; each list starts with the level that removes nothing.
struct RemovalLevels {
  std::vector<Memory> memory = {Memory::as_is};
  std::vector<Access> access = {Access::counted};
};

/// T̄(1), the baseline's time alone (the mean with its twin's), ns. Absent without the baseline.
[[nodiscard]] std::optional<double> time_alone(const RemovalBlock& block);

/// D of a cell, points: 100·(T(P) − T(1)) / T̄(1). A difference of differences follows from two of them, so
/// that an allocator as much cheaper alone as together explains nothing of the loss.
[[nodiscard]] std::optional<double> loss_points(const RemovalBlock& block, Memory memory, Access access);

/// The games of one block over `levels`, in points: what of the loss, D(∅) − D(S), and of the time alone,
/// 100·(T(∅,1) − T(S,1)) / T̄(1), goes with S. Absent where a cell is.
[[nodiscard]] std::optional<ChainGame> loss_game(const RemovalBlock& block, const RemovalLevels& levels);
[[nodiscard]] std::optional<ChainGame> cost_game(const RemovalBlock& block, const RemovalLevels& levels);

/// The most levels (of those given) whose cells are all there in three quarters of the blocks, or in two
/// (in the one that there is) where none are in so many: a level that was measured in a few blocks must not
/// cost the others theirs. Among equally many, those with more blocks.
[[nodiscard]] RemovalLevels usable_levels(std::span<const RemovalBlock> blocks, const RemovalLevels& offered);

}  // namespace allocscale
