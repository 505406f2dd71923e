// Random effects over machines, against R's metafor 3.8.1 (rma, method "PM", test "knha" on its dat.bcg,
// "adhoc" on the third), and SciPy 1.10 (brentq on Q(τ²) = k − 1).
#include "harness/analysis/between_nodes.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace allocscale {
namespace {

std::vector<NodeEffect> effects_of(const std::vector<double>& values, double variance) {
  std::vector<NodeEffect> effects;
  for (const double value : values) effects.push_back({value, variance});
  return effects;
}

TEST(BetweenNodes, IsPauleAndMandelsWithHartungAndKnappsInterval) {
  const std::vector<NodeEffect> bcg = {
      {-0.8893, 0.3256}, {-1.5854, 0.1946}, {-1.3481, 0.4154}, {-1.4416, 0.02},   {-0.2175, 0.0512},
      {-0.7861, 0.0069}, {-1.6209, 0.223},  {0.012, 0.004},    {-0.4694, 0.0564}, {-1.3713, 0.073},
      {-0.3394, 0.0124}, {0.4459, 0.5325},  {-0.0173, 0.0714}};
  const BetweenNodes found = combine_nodes(bcg, 0.03);
  EXPECT_NEAR(found.between * found.between, 0.318082439875, 1e-9);
  EXPECT_NEAR(found.mean, -0.714970305440, 1e-9);
  ASSERT_TRUE(found.interval);
  EXPECT_NEAR(found.interval->low, -1.109105635566, 1e-8);
  EXPECT_NEAR(found.interval->high, -0.320834975314, 1e-8);
  EXPECT_NEAR(found.within, std::sqrt(0.0714), 1e-12);
}

TEST(BetweenNodes, WithoutSpreadTheIntervalIsThatOfTheVariancesAsGiven) {
  const BetweenNodes equal = combine_nodes(effects_of({0.1, 0.1, 0.1, 0.1, 0.1}, 0.01), 0.03);
  EXPECT_EQ(equal.between, 0);
  EXPECT_NEAR(equal.interval->low, -0.024166399820, 1e-9);
  EXPECT_NEAR(equal.interval->high, 0.224166399820, 1e-9);
  EXPECT_TRUE(equal.apart.empty());
  const BetweenNodes small = combine_nodes(effects_of({.10, .12, .11, .09, .13, .10}, 0.0004), 0.03);
  EXPECT_NEAR(small.interval->low, 0.087344620527, 1e-9);
  EXPECT_NEAR(small.interval->high, 0.129322046139, 1e-9);
}

TEST(BetweenNodes, OneThatDisagreesIsNamedAndOnlyThat) {
  // Deleted residuals: 17.8 of the last, at most 0.54 of the others.
  EXPECT_EQ(combine_nodes(effects_of({.10, .12, .11, .09, .13, .50}, 0.0004), 0.03).apart,
            (std::vector<std::size_t>{5}));
  // As many standard errors away, but within the margin.
  EXPECT_TRUE(combine_nodes(effects_of({.010, .012, .011, .009, .013, .025}, 4e-8), 0.03).apart.empty());
  EXPECT_EQ(combine_nodes(effects_of({.10, .50}, 0.0004), 0.03).apart, (std::vector<std::size_t>{0, 1}));
  EXPECT_TRUE(combine_nodes(effects_of({.10, .14}, 0.0004), 0.03).apart.empty());
}

TEST(BetweenNodes, FewerThanFiveHaveNoInterval) {
  EXPECT_FALSE(combine_nodes(effects_of({.1, .2, .3, .4}, 0.01), 0.03).interval);
  EXPECT_TRUE(combine_nodes(effects_of({.1, .2, .3, .4, .5}, 0.01), 0.03).interval);
}

TEST(BetweenNodes, TheErrorOfAnEstimateComesFromItsInterval) {
  Estimate estimate;
  EXPECT_FALSE(log_effect(estimate));
  estimate.value = 2;
  estimate.blocks = 20;
  EXPECT_FALSE(log_effect(estimate));
  // t(0.975, 19) = 2.093024: a standard error of 0.01.
  estimate.interval = Interval{2, 2 * std::exp(-0.02093024), 2 * std::exp(0.02093024)};
  const auto effect = log_effect(estimate);
  ASSERT_TRUE(effect);
  EXPECT_NEAR(effect->value, std::log(2), 1e-12);
  EXPECT_NEAR(std::sqrt(effect->variance), 0.01, 1e-8);
  estimate.interval = Interval{2, 2, 2};
  EXPECT_FALSE(log_effect(estimate));
}

}  // namespace
}  // namespace allocscale
