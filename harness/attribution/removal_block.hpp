// The nine cells of one block: the times that are left when suspects are removed.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "harness/attribution/chain_game.hpp"
#include "harness/attribution/suspect.hpp"

namespace allocscale {

/// The time T of one cell in one block, ns, with one worker and with P.
struct AloneAndTogether {
  double alone = 0;
  double together = 0;
};

/// The cells of one block by their levels. A cell is absent where a trial was not complete.
struct RemovalBlock {
  std::array<std::array<std::optional<AloneAndTogether>, level_count>, level_count>
      cells;  // [memory][access]
  std::optional<AloneAndTogether> twin;

  /// The cell at these levels.
  [[nodiscard]] const std::optional<AloneAndTogether>& at(Memory memory, Access access) const {
    return cells[static_cast<std::size_t>(memory)][static_cast<std::size_t>(access)];
  }
  std::optional<AloneAndTogether>& at(Memory memory, Access access) {
    return cells[static_cast<std::size_t>(memory)][static_cast<std::size_t>(access)];
  }
};

/// The levels of the two chains that take part. Each list starts with the level that removes nothing.
struct RemovalLevels {
  std::vector<Memory> memory = {Memory::as_is};
  std::vector<Access> access = {Access::counted};
};

/// T̄(1): the baseline's time alone, or the mean of it and its twin's, ns. Absent without the baseline.
[[nodiscard]] std::optional<double> time_alone(const RemovalBlock& block);

/// D of a cell, points: 100·(T(P) − T(1)) / T̄(1). Differences of D compare losses: an allocator that saves as
/// much alone as together has the same D and explains nothing of the loss.
[[nodiscard]] std::optional<double> loss_points(const RemovalBlock& block, Memory memory, Access access);

/// The games of one block over `levels`, in points: what the removals S take of the loss, D(∅) − D(S), and of
/// the time alone, 100·(T(∅,1) − T(S,1)) / T̄(1). Absent where a cell is absent.
[[nodiscard]] std::optional<ChainGame> loss_game(const RemovalBlock& block, const RemovalLevels& levels);
[[nodiscard]] std::optional<ChainGame> cost_game(const RemovalBlock& block, const RemovalLevels& levels);

/// The largest set of the offered levels whose cells are all present in three quarters of the blocks; where
/// no set is, the largest one that is present in two blocks, or in the only one. A level that was measured in
/// few blocks must not make the others lose theirs. Of sets of equal size, the one with more blocks.
[[nodiscard]] RemovalLevels usable_levels(std::span<const RemovalBlock> blocks, const RemovalLevels& offered);

}  // namespace allocscale
