// Does the t interval agree with R?
#include "harness/analysis/interval.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>

#include "harness/analysis/distributions.hpp"

namespace allocscale {
namespace {

constexpr std::array<double, 10> sample = {12.1, 11.8, 12.6, 12.0, 11.5, 12.9, 12.2, 11.9, 12.4, 12.3};

// R 4.2.2: qt(0.975, k - 1), qt(0.95, k - 1), qt(0.8, k - 1).
TEST(Interval, TQuantilesAreRs) {
  EXPECT_NEAR(t_quantile(0.975, 1), 12.7062047362, 1e-9);
  EXPECT_NEAR(t_quantile(0.975, 5), 2.57058183564, 1e-10);
  EXPECT_NEAR(t_quantile(0.975, 19), 2.09302405441, 1e-10);
  EXPECT_NEAR(t_quantile(0.95, 19), 1.72913281152, 1e-10);
  EXPECT_NEAR(t_quantile(0.8, 19), 0.860950550269, 1e-11);
}

// R 4.2.2: t.test(x, conf.level = c)$conf.int, sd(x).
TEST(Interval, MeanIntervalIsRsTTest) {
  const auto ninety = mean_interval(sample, 0.90);
  ASSERT_TRUE(ninety);
  EXPECT_NEAR(ninety->estimate, 12.17, 1e-12);
  EXPECT_NEAR(ninety->low, 11.9348497223, 1e-9);
  EXPECT_NEAR(ninety->high, 12.4051502777, 1e-9);
  const auto ninety_five = mean_interval(sample, 0.95);
  EXPECT_NEAR(ninety_five->low, 11.8798122677, 1e-9);
  EXPECT_NEAR(ninety_five->high, 12.4601877323, 1e-9);
  EXPECT_NEAR(mean_interval(sample, 0.99)->low, 11.7531136662, 1e-9);
  EXPECT_NEAR(deviation_of(sample).value(), 0.405654478042, 1e-11);
}

// R 4.2.2: exp(t.test(log(x))$conf.int).
TEST(Interval, GeometricIntervalIsRsTTestOfLogarithms) {
  const auto interval = geometric_interval(sample, 0.95);
  ASSERT_TRUE(interval);
  EXPECT_NEAR(interval->estimate, 12.1639333211, 1e-9);
  EXPECT_NEAR(interval->low, 11.8778724185, 1e-9);
  EXPECT_NEAR(interval->high, 12.4568835753, 1e-9);
}

TEST(Interval, OneBlockHasNone) {
  EXPECT_FALSE(mean_interval({}, 0.95));
  EXPECT_FALSE(mean_interval(std::array{3.0}, 0.95));
  EXPECT_FALSE(geometric_interval(std::array{3.0}, 0.95));
  EXPECT_FALSE(mean_of({}));
  EXPECT_FALSE(deviation_of(std::array{3.0}));
  EXPECT_TRUE(mean_interval(std::array{3.0, 4.0}, 0.95));
}

TEST(Interval, WhatIsNoNumberGivesNone) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_FALSE(mean_interval(std::array{1.0, nan, 2.0}, 0.95));
  EXPECT_FALSE(geometric_interval(std::array{1.0, nan, 2.0}, 0.95));
  EXPECT_FALSE(geometric_interval(std::array{1.0, 0.0, 2.0}, 0.95));
  EXPECT_FALSE(geometric_interval(std::array{1.0, -1.0}, 0.95));
}

}  // namespace
}  // namespace allocscale
