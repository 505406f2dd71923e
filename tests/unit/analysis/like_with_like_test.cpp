// Are allocators compared within a layout, and layouts within an allocator?
#include <gtest/gtest.h>

#include <cmath>

#include "harness/analysis/distributions.hpp"
#include "harness/analysis/false_discovery.hpp"
#include "harness/analysis/findings.hpp"
#include "harness/selftest/simulated.hpp"
#include "tests/unit/analysis/two_by_two.hpp"

namespace allocscale {
namespace {

class LikeWithLikeTest : public TwoByTwo {};

TEST_F(LikeWithLikeTest, OneThingDiffersInEachComparison) {
  run_blocks(20);
  const KernelTable table = analyse(dataset).tables.at(0);
  ASSERT_EQ(table.rows.size(), 5U);
  const Costs& costs = table.rows[4].costs;  // of contiguous mimalloc
  EXPECT_EQ(costs[CostOf::allocator].against, "contiguous glibc");
  EXPECT_NEAR(costs[CostOf::allocator].effect.ratio.value.value(), 1.26, 1e-5);
  EXPECT_EQ(costs[CostOf::allocator].effect.verdict, Verdict::loss);
  EXPECT_EQ(costs[CostOf::layout].against, "boxed mimalloc");
  EXPECT_NEAR(costs[CostOf::layout].effect.ratio.value.value(), 0.25, 1e-5);
  EXPECT_EQ(costs[CostOf::layout].effect.verdict, Verdict::gain);
  EXPECT_FALSE(costs[CostOf::setting].effect.ratio.value);
  EXPECT_TRUE(costs[CostOf::setting].reference);
  EXPECT_TRUE(table.rows[0].costs[CostOf::layout].reference);
  EXPECT_EQ(table.rows[1].costs[CostOf::twin].against, "boxed glibc");
  EXPECT_FALSE(table.rows[1].costs[CostOf::allocator].effect.ratio.value);
}

TEST_F(LikeWithLikeTest, AnArmAndASettingAreOneChangeEach) {
  run_arm_and_setting(20);
  const Findings findings = analyse(dataset);
  const KernelTable& table = findings.tables.at(0);
  const Costs& fork = table.rows[1].costs;
  EXPECT_EQ(fork[CostOf::setting].against, "boxed glibc, start exec");
  EXPECT_NEAR(fork[CostOf::setting].effect.ratio.value.value(), 1.1, 1e-6);
  EXPECT_TRUE(fork[CostOf::allocator].reference);
  EXPECT_NEAR(table.rows[2].costs[CostOf::allocator].effect.ratio.value.value(), 0.5, 1e-6);
}

TEST_F(LikeWithLikeTest, AnArmIsComparedWithItsOwnAllocator) {
  dataset.run.cells = {made_cell("boxed", "glibc", 1), made_cell("boxed", "mimalloc", 1),
                       made_cell("boxed", "mimalloc:retain", 1), made_cell("boxed", "jemalloc:retain", 1)};
  for (int block = 0; block < 20; ++block) {
    run(0, block, 100e6);
    run(1, block, 60e6);
    run(2, block, 30e6);
    run(3, block, 70e6);
  }
  const auto rows = analyse(dataset).tables.at(0).rows;
  EXPECT_EQ(rows[1].costs[CostOf::allocator].against, "boxed glibc");
  EXPECT_EQ(rows[1].costs[CostOf::allocator].other_reference, "");
  EXPECT_EQ(rows[2].costs[CostOf::allocator].against, "boxed mimalloc");
  EXPECT_EQ(rows[2].costs[CostOf::allocator].other_reference, "mimalloc");
  EXPECT_NEAR(rows[2].costs[CostOf::allocator].effect.ratio.value.value(), 0.5, 1e-6);
  EXPECT_EQ(rows[3].costs[CostOf::allocator].against, "boxed glibc") << "there is no jemalloc";
  EXPECT_NEAR(rows[3].costs[CostOf::allocator].effect.ratio.value.value(), 0.7, 1e-6);
}

TEST_F(LikeWithLikeTest, SeveralChangesAreComparedWithOneLess) {
  const auto cell = [](History history, HugePages pages) {
    Cell made = made_cell("boxed", "glibc", 1);
    made.history = history;
    made.huge_pages = pages;
    return made;
  };
  dataset.run.baseline.levels = {{"history", "fresh"}, {"huge_pages", "system"}};
  dataset.run.cells = {cell(History::fresh, HugePages::system), cell(History::raised, HugePages::system),
                       cell(History::raised, HugePages::never), cell(History::littered, HugePages::never)};
  for (int block = 0; block < 20; ++block) {
    run(0, block, 100e6);
    run(1, block, 50e6);
    run(2, block, 60e6);
    run(3, block, 200e6);
  }
  const auto rows = analyse(dataset).tables.at(0).rows;
  const auto setting = [&](std::size_t row) { return rows.at(row).costs[CostOf::setting]; };
  EXPECT_EQ(setting(1).against, "boxed glibc, huge_pages system, history fresh");
  EXPECT_NEAR(setting(1).effect.ratio.value.value(), 0.5, 1e-6);
  EXPECT_EQ(setting(2).against, "boxed glibc, huge_pages system, history raised");
  EXPECT_EQ(setting(2).other_reference, "huge_pages system, history raised");
  EXPECT_NEAR(setting(2).effect.ratio.value.value(), 1.2, 1e-6) << "of the pages, not of both";
  EXPECT_EQ(setting(3).effect.ratio.reason, "2 factors differ");
  EXPECT_EQ(setting(3).against, "");
}

// With one worker nobody is beside it, whatever it would be.
TEST_F(LikeWithLikeTest, AloneSiblingsTellNothingApart) {
  dataset.run.cells = {made_cell("boxed", "glibc", 2), made_cell("boxed", "glibc", 2)};
  dataset.run.cells[1].siblings = Siblings::fault;
  dataset.run.cells[1].sibling_rate = SiblingRate::matched;
  dataset.run.baseline.levels = {{"siblings", "self"}};
  for (int block = 0; block < 20; ++block)
    for (const std::size_t at : {0U, 1U}) run(at, block, 100e6);
  const Cost beside = analyse(dataset).tables.at(0).rows.at(1).costs[CostOf::setting];
  EXPECT_EQ(beside.against + beside.effect.ratio.reason, "");
  dataset.run.cells[1].history = History::raised;
  dataset.run.baseline.levels = {{"history", "fresh"}, {"siblings", "self"}};
  EXPECT_EQ(analyse(dataset).tables.at(0).rows.at(1).costs[CostOf::setting].against, "boxed glibc");
}

TEST_F(LikeWithLikeTest, WhatHasNoLikeIsNotCompared) {
  dataset.run.cells.erase(dataset.run.cells.begin() + 1, dataset.run.cells.begin() + 3);  // two corners
  for (int block = 0; block < 20; ++block) {
    run(0, block, 100e6);
    run(1, block, 15e6);
  }
  const Findings findings = analyse(dataset);
  const Costs& costs = findings.tables.at(0).rows.at(1).costs;
  EXPECT_EQ(costs[CostOf::allocator].effect.ratio.reason, "there is no contiguous glibc");
  EXPECT_EQ(costs[CostOf::layout].effect.ratio.reason, "there is no boxed mimalloc");
}

// Blocks that are split hold the two in different sub-blocks, each beside the baseline.
TEST_F(LikeWithLikeTest, SubBlocksAreBridgedByTheBaseline) {
  for (int block = 0; block < 20; ++block)
    for (const int sub_block : {0, 1}) {
      const double drift = sub_block == 0 ? 1 : 1.3;
      run(0, block, 100e6 * drift, false, sub_block);
      run(sub_block == 0 ? 2 : 3, block, (sub_block == 0 ? 12e6 : 18e6) * drift, false, sub_block);
    }
  const Costs costs = analyse(dataset).tables.at(0).rows.at(3).costs;
  EXPECT_NEAR(costs[CostOf::allocator].effect.ratio.value.value(), 1.5, 1e-5);
}

TEST_F(LikeWithLikeTest, EveryContrastIsInTheFamilyOfTests) {
  Normal normal(5);
  for (int block = 0; block < 20; ++block)
    for (std::size_t cell = 0; cell < 4; ++cell) run(cell, block, 100e6 * std::exp(normal(0, 0.03)));
  const KernelTable table = analyse(dataset).tables.at(0);
  std::vector<double> p, adjusted;
  for (const KernelTable* of : {&table, &table.cold.at(0)})
    for (const Row& row : of->rows)
      for (const Cost& cost : row.costs)
        if (cost.effect.p_value) {
          p.push_back(*cost.effect.p_value);
          adjusted.push_back(cost.effect.adjusted_p.value());
        }
  EXPECT_EQ(p.size(), 8U);  // two allocators' and two layouts', settled and cold
  EXPECT_EQ(adjusted, discovery_adjusted(p));
}

// A wild boxed glibc says nothing of what contiguous mimalloc against contiguous glibc would show.
TEST_F(LikeWithLikeTest, ADetectableEffectIsNotBorrowedFromAnotherAllocatorsTwin) {
  for (int block = 0; block < 20; ++block) {
    const double noise = std::exp(block % 2 == 0 ? 0.02 : -0.02);
    run(0, block, 100e6);
    run(0, block, 100e6 * std::exp(block % 2 == 0 ? 1 : -1), true);
    run(1, block, 60e6 * noise);
    run(2, block, 12e6);
    run(3, block, 15e6 * noise);
  }
  const auto rows = analyse(dataset).tables.at(0).rows;
  ASSERT_TRUE(rows[1].twin);
  EXPECT_NEAR(rows[4].costs[CostOf::allocator].effect.detectable.value(), 0.0136, 0.0005);
  // The baseline takes part in this one: √½ of the twin's deviation is its own.
  const double quantiles = t_quantile(0.975, 19) + t_quantile(0.8, 19);
  const double deviation = std::sqrt(20.0 / 19) * std::sqrt(0.5);
  EXPECT_NEAR(rows[2].costs[CostOf::allocator].effect.detectable.value(),
              std::expm1(quantiles * deviation / std::sqrt(20)), 1e-4);
}

}  // namespace
}  // namespace allocscale
