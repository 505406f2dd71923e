// Are loss and cost kept apart, block by block?
#include "harness/attribution/removal_block.hpp"

#include <gtest/gtest.h>

#include "tests/unit/attribution/simulated_machine.hpp"

namespace allocscale {
namespace {

RemovalBlock exact(const Planted& planted) {
  Normal normal(1);
  return simulate(planted, 1, 0, normal)[0];
}

TEST(RemovalBlock, LossIsADifferenceOfDifferencesOverTheTimeAlone) {
  RemovalBlock block;
  block.at(Memory::as_is, Access::counted) = {100, 140};
  EXPECT_DOUBLE_EQ(time_alone(block).value(), 100);
  EXPECT_DOUBLE_EQ(loss_points(block, Memory::as_is, Access::counted).value(), 40);
  block.twin = AloneAndTogether{300, 340};
  EXPECT_DOUBLE_EQ(time_alone(block).value(), 200);
  EXPECT_DOUBLE_EQ(loss_points(block, Memory::as_is, Access::counted).value(), 20);
  EXPECT_FALSE(loss_points(block, Memory::kept, Access::counted));
  EXPECT_FALSE(time_alone({}));
}

// An allocator that is as much cheaper alone as together explains the cost and nothing of the loss.
TEST(RemovalBlock, AFlatTaxIsCostAndNoLoss) {
  Planted planted;
  planted.fault_cost = 60;
  planted.counts = 10;
  const RemovalBlock block = exact(planted);
  const ChainGame loss = loss_game(block, all_levels()).value();
  const ChainGame cost = cost_game(block, all_levels()).value();
  EXPECT_NEAR(loss[1][0], 0, 1e-9);
  EXPECT_NEAR(loss[0][1], 10, 1e-9);
  EXPECT_NEAR(cost[1][0], 60, 1e-9);
  EXPECT_NEAR(cost[0][1], 0, 1e-9);
}

TEST(RemovalBlock, PlantedPointsReturnFromTheCells) {
  Planted planted;
  planted.faults = 40;
  planted.work = 2;
  planted.counts = 5;
  planted.indirection = 3;
  planted.residual = 7;
  const std::vector<double> values = nested_values(loss_game(exact(planted), all_levels()).value());
  EXPECT_NEAR(values[0], 40, 1e-9);
  EXPECT_NEAR(values[1], 2, 1e-9);
  EXPECT_NEAR(values[2], 5, 1e-9);
  EXPECT_NEAR(values[3], 3, 1e-9);
}

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
  EXPECT_FALSE(loss_game(blocks[4], levels));
  EXPECT_TRUE(loss_game(blocks[5], levels));
}

}  // namespace
}  // namespace allocscale
