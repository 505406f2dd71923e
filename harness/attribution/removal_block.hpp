// The nine cells of one block: the times that are left when suspects are removed.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "harness/attribution/suspect.hpp"

namespace allocscale {

/// The time T of one cell in one block, ns, with one worker and with P.
struct AloneAndTogether {
  double alone = 0;
  double together = 0;
};

/// One value for each cell, [memory][access].
template <class Value>
using LevelArray = std::array<std::array<Value, level_count>, level_count>;

/// The cells of one block by their levels, the twin of the subject, which takes part in the subject's own
/// times, and the control, which shows what the machine takes. Each is absent where a trial was not complete.
struct RemovalBlock {
  LevelArray<std::optional<AloneAndTogether>> cells;
  std::optional<AloneAndTogether> twin;
  std::optional<AloneAndTogether> control;

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

/// The largest set of the offered levels whose cells are all present in three quarters of the blocks; where
/// no set is, the largest one that is present in two blocks, or in the only one. A level that was measured in
/// few blocks must not make the others lose theirs. Of sets of equal size, the one with more blocks.
[[nodiscard]] RemovalLevels usable_levels(std::span<const RemovalBlock> blocks, const RemovalLevels& offered);

/// The blocks that have every cell of `levels`, in their order.
[[nodiscard]] std::vector<RemovalBlock> complete_blocks(std::span<const RemovalBlock> blocks,
                                                        const RemovalLevels& levels);

}  // namespace allocscale
