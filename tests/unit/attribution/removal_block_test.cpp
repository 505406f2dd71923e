// Which levels and which blocks of an experiment that lost trials can be used?
#include "harness/attribution/removal_block.hpp"

#include <gtest/gtest.h>

#include "harness/selftest/simulated_machine.hpp"

namespace allocscale {
namespace {

TEST(RemovalBlock, TheMostLevelsThatWereMeasuredAreUsed) {
  Normal normal(2);
  auto blocks = simulate({}, 3, 0.01, normal);
  EXPECT_EQ(usable_levels(blocks, all_levels()).memory.size(), 3U);
  for (RemovalBlock& block : blocks) block.at(Memory::replayed, Access::in_place).reset();
  const RemovalLevels without = usable_levels(blocks, all_levels());
  EXPECT_EQ(without.memory.size() + without.access.size(), 5U);
  for (RemovalBlock& block : blocks)
    for (auto& cell : block.cells[static_cast<std::size_t>(Memory::kept)]) cell.reset();
  const RemovalLevels bare = usable_levels(blocks, {all_levels().memory, {Access::counted}});
  EXPECT_EQ(bare.memory, (std::vector<Memory>{Memory::as_is, Memory::replayed}));
  EXPECT_EQ(usable_levels({}, all_levels()).memory.size(), 1U);
}

TEST(RemovalBlock, ALevelOfAFewBlocksDoesNotCostTheOthersTheirs) {
  Normal normal(4);
  auto blocks = simulate({}, 25, 0.01, normal);
  for (std::size_t b = 5; b < blocks.size(); ++b)
    for (auto& cell : blocks[b].cells[static_cast<std::size_t>(Memory::replayed)]) cell.reset();
  EXPECT_EQ(usable_levels(blocks, all_levels()).memory, (std::vector<Memory>{Memory::as_is, Memory::kept}));
  blocks.resize(6);
  EXPECT_EQ(usable_levels(blocks, all_levels()).memory.size(), 3U);
}

// Too little for an interval, but what was measured was measured.
TEST(RemovalBlock, OneBlockHasTheLevelsThatItHas) {
  Normal normal(5);
  auto blocks = simulate({}, 1, 0.01, normal);
  EXPECT_EQ(usable_levels(blocks, all_levels()).memory.size(), 3U);
  blocks[0].at(Memory::replayed, Access::counted).reset();
  EXPECT_EQ(usable_levels(blocks, all_levels()).memory, (std::vector<Memory>{Memory::as_is, Memory::kept}));
}

// One block that lacks a cell is left out; it does not cost the level.
TEST(RemovalBlock, ALostTrialCostsItsBlockAndNotTheLevel) {
  Normal normal(3);
  auto blocks = simulate({}, 20, 0.01, normal);
  blocks[4].at(Memory::replayed, Access::in_place).reset();
  const RemovalLevels levels = usable_levels(blocks, all_levels());
  EXPECT_EQ(levels.memory.size() + levels.access.size(), 6U);
  EXPECT_EQ(complete_blocks(blocks, levels).size(), 19U);
}

}  // namespace
}  // namespace allocscale
