// Is the fastest printed with all that cannot be told from it, and seldom without the one that truly is?
#include "harness/analysis/tie_set.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "harness/selftest/simulated.hpp"

namespace allocscale {
namespace {

constexpr int blocks = 20;
constexpr double margin = 0.001;  // next to nothing is equivalent

// Arms of unlike means in blocks that share their mood.
std::vector<Series> simulated_arms(Normal& normal, const std::vector<double>& means) {
  std::vector<Series> arms(means.size());
  for (int block = 0; block < blocks; ++block) {
    const double mood = normal(0, 0.2);
    for (std::size_t i = 0; i < means.size(); ++i) arms[i][{block, 0}] = means[i] + mood + normal(0, 0.05);
  }
  return arms;
}

TEST(TieSet, HoldsWhatCannotBeToldFromTheBest) {
  Normal normal(3);
  const auto arms = simulated_arms(normal, {0.5, 0.001, 0, 0.9});
  const TieSet set = tie_set(arms, arms[0], margin);
  EXPECT_LE(set.best, 2U);
  EXPECT_GE(set.best, 1U);
  EXPECT_EQ(set.ties, (std::vector<std::size_t>{3 - set.best}));
  EXPECT_EQ(set.blocks, blocks);
}

TEST(TieSet, OneArmIsAlone) {
  const std::vector<Series> arms = {{{{0, 0}, 1.0}, {{1, 0}, 1.1}}};
  const TieSet set = tie_set(arms, arms[0], margin);
  EXPECT_EQ(set.best, 0U);
  EXPECT_TRUE(set.ties.empty());
  EXPECT_EQ(set.blocks, 2);
}

// A certain difference that the margin calls none.
TEST(TieSet, WhatIsEquivalentToTheBestTies) {
  std::vector<Series> arms(2);
  for (int block = 0; block < blocks; ++block) {
    arms[0][{block, 0}] = block;
    arms[1][{block, 0}] = block + 0.01 + (block % 2 == 0 ? 0.0001 : -0.0001);
  }
  EXPECT_TRUE(tie_set(arms, arms[0], 0.001).ties.empty());
  EXPECT_EQ(tie_set(arms, arms[0], 0.03).ties, (std::vector<std::size_t>{1}));
}

TEST(TieSet, AnArmThatSharesNoTwoBlocksWithTheBestCannotBeTold) {
  Normal normal(5);
  auto arms = simulated_arms(normal, {0, 1, 2});
  arms[1] = {{{0, 0}, 9.0}};
  const TieSet set = tie_set(arms, {}, margin);
  EXPECT_EQ(set.ties, (std::vector<std::size_t>{1}));
  EXPECT_EQ(set.blocks, 1);
}

// Three arms of which no two share all sub-blocks: the baseline, which is in each, connects them.
TEST(TieSet, ArmsOfOtherSubBlocksAreComparedOverTheBaseline) {
  Normal normal(7);
  std::vector<Series> arms(3);
  Series baseline;
  for (int block = 0; block < blocks; ++block)
    for (int part = 0; part < 3; ++part) {
      const double mood = normal(0, 0.5);
      baseline[{block, part}] = mood + normal(0, 0.02);
      arms[static_cast<std::size_t>(part)][{block, part}] = mood + 0.3 * part + normal(0, 0.02);
    }
  const TieSet set = tie_set(arms, baseline, margin);
  EXPECT_EQ(set.best, 0U);
  EXPECT_TRUE(set.ties.empty());
  EXPECT_EQ(set.blocks, blocks);
}

// Eight that are equally fast: judged one by one, the first would be left out of its set far more often.
TEST(SimulatedTies, SeldomLeaveOutOneThatIsAsFastAsTheFastest) {
  Normal normal(11);
  const std::vector<double> equal(8, 0.0);
  const double left_out = share_of(600, [&] {
    const auto arms = simulated_arms(normal, equal);
    const TieSet set = tie_set(arms, arms[0], margin);
    return set.best != 0 && std::find(set.ties.begin(), set.ties.end(), 0U) == set.ties.end();
  });
  EXPECT_LT(left_out, 0.05);
}

}  // namespace
}  // namespace allocscale
