// Are loss, cost and the machine's share kept apart, on one scale, with their errors?
#include "harness/attribution/relative_blocks.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "harness/analysis/interval.hpp"
#include "harness/selftest/simulated_machine.hpp"

namespace allocscale {
namespace {

RelativeBlock exact(const Planted& planted) {
  Normal normal(1);
  return relative_blocks(simulate(planted, 1, 0, normal), all_levels()).blocks.at(0);
}

TEST(RelativeBlocks, PointsAreOfTheSubjectsTimeAlone) {
  RemovalBlock block;
  block.at(Memory::as_is, Access::counted) = {200, 280};
  block.at(Memory::kept, Access::counted) = {100, 120};
  block.twin = AloneAndTogether{300, 340};
  const RemovalLevels levels = {{Memory::as_is, Memory::kept}, {Access::counted}};
  const RelativeBlocks relative = relative_blocks(std::vector{block}, levels);
  EXPECT_FALSE(relative.has_control);
  const CellPoints kept = relative.blocks.at(0).at(Memory::kept, Access::counted);
  EXPECT_NEAR(kept.alone, 50, 1e-9);
  EXPECT_NEAR(kept.together, 60, 1e-9);
  EXPECT_NEAR(kept.lost(), 10, 1e-9);
  EXPECT_NEAR(loss_game(relative.blocks[0], levels)[1][0], 30, 1e-9);
  EXPECT_NEAR(cost_game(relative.blocks[0], levels)[1][0], 50, 1e-9);
  EXPECT_TRUE(relative_blocks({}, levels).blocks.empty());
}

// An allocator that is as much cheaper alone as together explains the cost and nothing of the loss.
TEST(RelativeBlocks, AFlatTaxIsCostAndNoLoss) {
  Planted planted;
  planted.fault_cost = 60;
  planted.counts = 10;
  const ChainGame loss = loss_game(exact(planted), all_levels());
  const ChainGame cost = cost_game(exact(planted), all_levels());
  EXPECT_NEAR(loss[1][0], 0, 1e-9);
  EXPECT_NEAR(loss[0][1], 10, 1e-9);
  EXPECT_NEAR(cost[1][0], 60, 1e-9);
  EXPECT_NEAR(cost[0][1], 0, 1e-9);
}

TEST(RelativeBlocks, PlantedPointsReturnFromTheCells) {
  Planted planted;
  planted.faults = 40;
  planted.work = 2;
  planted.counts = 5;
  planted.indirection = 3;
  planted.residual = 7;
  const std::vector<double> values = nested_values(loss_game(exact(planted), all_levels()));
  EXPECT_NEAR(values[0], 40, 1e-9);
  EXPECT_NEAR(values[1], 2, 1e-9);
  EXPECT_NEAR(values[2], 5, 1e-9);
  EXPECT_NEAR(values[3], 3, 1e-9);
}

// Ratios of 1.5 and 1/1.5 have a mean of 1.08, though neither outweighs the other.
TEST(RelativeBlocks, TheMeanOfBlocksIsTheRatioOfGeometricMeans) {
  std::vector<RemovalBlock> blocks(2);
  blocks[0].at(Memory::as_is, Access::counted) = {100, 150};
  blocks[1].at(Memory::as_is, Access::counted) = {150, 100};
  const RelativeBlocks relative = relative_blocks(blocks, {});
  double mean = 0;
  for (const RelativeBlock& block : relative.blocks)
    mean += block.at(Memory::as_is, Access::counted).lost() / 2;
  EXPECT_NEAR(mean, 0, 1e-9);
}

std::vector<RemovalBlock> with_control(double ratio, std::size_t blocks, std::size_t with) {
  Normal normal(4);
  Planted planted;
  planted.fault_cost = 50;
  auto made = simulate(planted, static_cast<int>(blocks), 0.02, normal);
  for (std::size_t b = 0; b < blocks; ++b)
    made[b].control = b < with ? std::optional(AloneAndTogether{10, 10 * ratio}) : std::nullopt;
  return made;
}

TEST(RelativeBlocks, AMachineThatTakesNothingChangesNothing) {
  const auto with = relative_blocks(with_control(1, 20, 20), all_levels());
  const auto without = relative_blocks(with_control(1, 20, 0), all_levels());
  EXPECT_TRUE(with.has_control);
  EXPECT_FALSE(without.has_control);
  for (std::size_t b = 0; b < 20; ++b)
    for (const Memory memory : all_levels().memory)
      EXPECT_EQ(with.blocks[b].at(memory, Access::counted).lost(),
                without.blocks[b].at(memory, Access::counted).lost());
}

TEST(RelativeBlocks, TheMachineTakesAShareOfEachCell) {
  const RelativeBlocks relative = relative_blocks(with_control(1.12, 20, 15), all_levels());
  EXPECT_TRUE(relative.has_control);
  EXPECT_NEAR(relative.blocks[0].at(Memory::as_is, Access::counted).machine, 12, 1);
  EXPECT_NEAR(relative.blocks[0].at(Memory::kept, Access::counted).machine, 6, 0.5);
  EXPECT_FALSE(relative_blocks(with_control(1.12, 20, 14), all_levels()).has_control) << "too few blocks";
}

// Of sd 0.1·√2 in each of 15 blocks: the error of the machine's share, 100·ρ·0.1414/√15 = 4.1 points.
TEST(RelativeBlocks, TheErrorOfTheMachineIsCarried) {
  auto blocks = with_control(1.12, 20, 15);
  double mean_squares = 0;
  for (int run = 0; run < 50; ++run) {
    Normal normal(static_cast<std::uint64_t>(run));
    for (RemovalBlock& block : blocks)
      if (block.control) block.control = AloneAndTogether{10, 11.2 * std::exp(normal(0, 0.1414))};
    const RelativeBlocks relative = relative_blocks(blocks, all_levels());
    std::vector<double> taken;
    for (const RelativeBlock& block : relative.blocks)
      taken.push_back(block.at(Memory::as_is, Access::counted).machine);
    const double error = deviation_of(taken).value() / std::sqrt(20);
    mean_squares += error * error / 50;
  }
  EXPECT_NEAR(std::sqrt(mean_squares), 4.1, 0.4);
}

}  // namespace
}  // namespace allocscale
