// Does the time add up, and is a division sampled from too few ticks left out?
#include "harness/attribution/time_ledger.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <vector>

namespace allocscale {
namespace {

// Alone 100 ms, all CPU, 60 user and 40 system; together 150 ms: 130 CPU (65 and 65), 12 in the queue, 8
// elsewhere.
std::vector<LedgerBlock> made_blocks() {
  const PhaseTimes alone = {100e6, 100e6, 60e6, 40e6, 0.0};
  const PhaseTimes together = {150e6, 130e6, 65e6, 65e6, 12e6};
  std::vector<LedgerBlock> blocks;
  for (const double drift : {0.9, 1.0, 1.3}) {
    LedgerBlock block = {alone, together, 200e6 * drift};
    for (PhaseTimes* times : {&block.alone, &block.together}) {
      times->wall_ns *= drift;
      times->cpu_ns *= drift;
      *times->user_ns *= drift;
      *times->system_ns *= drift;
      *times->run_delay_ns *= drift;
    }
    blocks.push_back(block);
  }
  return blocks;
}

constexpr TickSampling enough = {250, 6, 15};

TEST(TimeLedger, LinesAddUpToTheWall) {
  const TimeLedger ledger = time_ledger(made_blocks(), enough).value();
  EXPECT_NEAR(ledger.wall.estimate, 25, 1e-9);  // of a task of 200 ms
  EXPECT_NEAR(ledger.cpu.estimate, 15, 1e-9);
  EXPECT_NEAR(ledger.run_queue->estimate, 6, 1e-9);
  EXPECT_NEAR(ledger.rest.estimate, 4, 1e-9);
  EXPECT_NEAR(ledger.user->points.estimate + ledger.system->points.estimate, ledger.cpu.estimate, 1e-9);
  EXPECT_NEAR(ledger.system->points.estimate, 12.5, 1e-9);
}

// 50 ms more of 100 ms and of 300 ms: a quarter of all, not the mean of a half and a sixth.
TEST(TimeLedger, ALineIsARatioOfMeans) {
  std::vector<LedgerBlock> blocks(2);
  blocks[0].base_ns = 100;
  blocks[1].base_ns = 300;
  for (LedgerBlock& block : blocks) block.together.wall_ns = block.together.cpu_ns = 50;
  EXPECT_NEAR(time_ledger(blocks, {})->wall.estimate, 25, 1e-9);
}

TEST(TimeLedger, WithoutSchedulerStatisticsTheQueueIsInTheRest) {
  auto blocks = made_blocks();
  blocks[1].together.run_delay_ns.reset();
  const TimeLedger ledger = time_ledger(blocks, enough).value();
  EXPECT_FALSE(ledger.run_queue);
  EXPECT_NEAR(ledger.rest.estimate, 10, 1e-9);
}

// √(0.5·0.5/(250·0.5)) = 0.0447; at 0.1 s there are 25 ticks and the error is 0.1.
TEST(TimeLedger, TheSplitErrorIsThatOfASample) {
  EXPECT_NEAR(split_error(0.5, 250, 0.5).value(), 0.0447213595, 1e-9);
  EXPECT_NEAR(split_error(0.5, 250, 0.1).value(), 0.1, 1e-12);
  EXPECT_FALSE(split_error(0.5, 250, 0.099));
  EXPECT_EQ(split_error(0, 250, 1), 0);
  EXPECT_EQ(split_error(1.0001, 250, 1), 0);
}

// Alone √(0.6·0.4/1500) = 0.01265 of 106.7 ms, together √(0.25/3750) = 0.008165 of 138.7 ms, of 213.3 ms.
TEST(TimeLedger, TickErrorsOfBothEndsAddInSquares) {
  const TimeLedger ledger = time_ledger(made_blocks(), enough).value();
  EXPECT_NEAR(ledger.user->tick_error, 0.8255, 0.001);
  EXPECT_NEAR(ledger.user->tick_error, ledger.system->tick_error, 1e-12);
}

TEST(TimeLedger, ADivisionOfFewTicksIsAbsent) {
  const TimeLedger ledger = time_ledger(made_blocks(), {250, 0.09, 15}).value();
  EXPECT_FALSE(ledger.user);
  EXPECT_FALSE(ledger.system);
  EXPECT_NEAR(ledger.cpu.estimate, 15, 1e-9);
}

// A second of CPU time is 100, 250 or 1000 samples: √(0.25/HZ); 25 of them take 25/HZ seconds.
TEST(TimeLedger, TheSplitErrorIsThatOfTheKernelsTicks) {
  EXPECT_NEAR(split_error(0.5, 100, 1).value(), 0.05, 1e-12);
  EXPECT_NEAR(split_error(0.5, 250, 1).value(), 0.0316227766, 1e-9);
  EXPECT_NEAR(split_error(0.5, 1000, 1).value(), 0.0158113883, 1e-9);
  EXPECT_FALSE(split_error(0.5, 100, 0.249));
  EXPECT_TRUE(split_error(0.5, 100, 0.25));
  EXPECT_FALSE(split_error(0.5, 1000, 0.0249));
  EXPECT_TRUE(split_error(0.5, 1000, 0.025));
  EXPECT_FALSE(split_error(0.5, std::nullopt, 1000));
}

TEST(TimeLedger, AHundredTicksASecondAreLessSureThanAThousand) {
  const double at_250 = time_ledger(made_blocks(), enough)->user->tick_error;
  EXPECT_NEAR(time_ledger(made_blocks(), {100, 6, 15})->user->tick_error, at_250 * std::sqrt(2.5), 1e-9);
  EXPECT_NEAR(time_ledger(made_blocks(), {1000, 6, 15})->user->tick_error, at_250 / 2, 1e-9);
}

TEST(TimeLedger, ADivisionByTicksOfAnUnknownRateIsAbsent) {
  const TimeLedger ledger = time_ledger(made_blocks(), {std::nullopt, 6, 15}).value();
  EXPECT_FALSE(ledger.user);
  EXPECT_FALSE(ledger.system);
  EXPECT_NEAR(ledger.cpu.estimate, 15, 1e-9);
  EXPECT_TRUE(ledger.run_queue);
}

TEST(TimeLedger, OneBlockHasNone) { EXPECT_FALSE(time_ledger({made_blocks().data(), 1}, enough)); }

}  // namespace
}  // namespace allocscale
