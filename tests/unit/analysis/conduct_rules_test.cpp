// Are blocks repeated, and is measuring ended, by the rules fixed in advance?
#include <gtest/gtest.h>

#include <vector>

#include "harness/analysis/block_repeat.hpp"
#include "harness/analysis/interval.hpp"
#include "harness/analysis/stopping.hpp"
#include "harness/selftest/made_trial.hpp"
#include "harness/selftest/simulated.hpp"

namespace allocscale {
namespace {

TrialResult stolen(const Cell& cell, std::int64_t makespan_ns, std::int64_t steal_ns) {
  TrialResult result = made_result(cell);
  result.readings[TrialMetric::makespan_ns] = makespan_ns;
  result.readings[TrialMetric::steal_ns] = steal_ns;
  return result;
}

TEST(BlockRepeat, StealIsSummedOverTheBlock) {
  const Cell cell = made_cell("boxed", "glibc", 2);
  BlockDisturbance block;
  block.add(stolen(cell, 100'000'000, 20'000'000), cell, 2);  // a tenth of its two CPUs
  EXPECT_EQ(block_fate(block, 0, 20), BlockFate::repeat);
  block.add(stolen(cell, 100'000'000, 0), cell, 2);  // over both, exactly a twentieth
  EXPECT_EQ(block_fate(block, 0, 20), BlockFate::keep);
  block.add(stolen(cell, 1'000'000, 10'000'000), cell, 2);
  EXPECT_EQ(block_fate(block, 0, 20), BlockFate::repeat);
}

TEST(BlockRepeat, OneTickShowsNothingOfAShortBlock) {
  const Cell cell = made_cell("boxed", "glibc", 2);
  BlockDisturbance block;
  block.add(stolen(cell, 50'000'000, 10'000'000), cell, 2);
  EXPECT_FALSE(is_disturbed(block));
  block.add(stolen(cell, 50'000'000, 10'000'000), cell, 2);
  EXPECT_TRUE(is_disturbed(block));
}

TEST(BlockRepeat, AFifthOfTheBlocksMayBeRepeated) {
  BlockDisturbance block;
  block.throttled_ns = 1;
  EXPECT_EQ(block_fate(block, 3, 20), BlockFate::repeat);
  EXPECT_EQ(block_fate(block, 4, 20), BlockFate::keep_disturbed);
  EXPECT_EQ(block_fate(block, 0, 4), BlockFate::keep_disturbed);
  EXPECT_EQ(block_fate({}, 0, 20), BlockFate::keep);
}

TEST(BlockRepeat, WhatACellPlantsDoesNotCount) {
  const Cell cell = made_cell("boxed", "glibc", 4);
  TrialResult result = stolen(cell, 100'000'000, 90'000'000);
  result.readings[TrialMetric::throttled_ns] = 50'000'000;
  BlockDisturbance block;
  block.add(result, cell, 2);
  EXPECT_EQ(block_fate(block, 0, 20), BlockFate::keep);
  block.add(result, cell, 4);
  EXPECT_EQ(block_fate(block, 0, 20), BlockFate::repeat);
}

TEST(BlockRepeat, WithoutAReadingThereIsNoSuspicion) {
  const Cell cell = made_cell("boxed", "glibc", 2);
  TrialResult result = made_result(cell);
  result.readings[TrialMetric::steal_ns].reset();
  result.readings[TrialMetric::throttled_ns].reset();
  BlockDisturbance block;
  block.add(result, cell, 2);
  EXPECT_EQ(block_fate(block, 0, 20), BlockFate::keep);
}

TEST(Stopping, WidthsAreLookedAtEveryFiveBlocksFromTwenty) {
  std::vector<int> checked;
  for (int blocks = 0; blocks <= 40; ++blocks)
    if (width_check_due(blocks)) checked.push_back(blocks);
  EXPECT_EQ(checked, (std::vector<int>{20, 25, 30, 35, 40}));
}

TEST(Stopping, TheWidestIntervalDecides) {
  const StoppingRule rule = {100, 0.02, std::nullopt};
  const std::vector<double> narrow = {0.01, 0.0198}, wide = {0.01, 0.021};
  EXPECT_EQ(check_stop(rule, 20, narrow, 0, 1).decision, StopDecision::precise);
  EXPECT_EQ(check_stop(rule, 20, wide, 0, 1).decision, StopDecision::go_on);
  EXPECT_NEAR(check_stop(rule, 20, wide, 0, 1).widest.value(), 0.021222, 1e-6);
  EXPECT_EQ(check_stop(rule, 19, narrow, 0, 1).decision, StopDecision::go_on);
  EXPECT_FALSE(check_stop(rule, 21, narrow, 0, 1).widest);
  EXPECT_EQ(check_stop(rule, 20, {}, 0, 1).decision, StopDecision::go_on);
}

TEST(Stopping, BlocksAndBudgetEndItAtAnyBlock) {
  const StoppingRule rule = {22, 0.02, 60.0};
  EXPECT_EQ(check_stop(rule, 22, {}, 0, 1).decision, StopDecision::blocks);
  EXPECT_EQ(check_stop(rule, 21, {}, 58, 2).decision, StopDecision::go_on);
  EXPECT_EQ(check_stop(rule, 21, {}, 58.1, 2).decision, StopDecision::budget);
  EXPECT_EQ(check_stop({20, std::nullopt, std::nullopt}, 19, {}, 1e9, 1e9).decision, StopDecision::go_on);
}

// Two copies of one cell, measured until narrow: the error stays nominal, because the width knows nothing of
// where the interval lies.
TEST(Stopping, StoppingWhenNarrowKeepsTheErrorOfTheInterval) {
  Normal normal(31);
  const StoppingRule rule = {60, 0.045, std::nullopt};
  double blocks_used = 0;
  const double differing = share_of(4000, [&] {
    std::vector<double> values;
    for (;;) {
      values.push_back(normal(0, 0.1));
      const int blocks = static_cast<int>(values.size());
      if (blocks < 20) continue;
      const Interval interval = *mean_interval(values, 0.95);
      const double half = interval.high - interval.estimate;
      if (check_stop(rule, blocks, {&half, 1}, 0, 1).decision == StopDecision::go_on) continue;
      blocks_used += blocks;
      return interval.low > 0 || interval.high < 0;
    }
  });
  EXPECT_GT(differing, 0.03);
  EXPECT_LT(differing, 0.07);
  EXPECT_GT(blocks_used / 4000, 20);
  EXPECT_LT(blocks_used / 4000, 40);
}

}  // namespace
}  // namespace allocscale
