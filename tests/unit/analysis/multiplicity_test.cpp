// Many contrasts: do joint intervals cost what they must, and do false discoveries stay as rare as asked?
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

#include "harness/analysis/distributions.hpp"
#include "harness/analysis/false_discovery.hpp"
#include "harness/analysis/simultaneous.hpp"
#include "harness/selftest/simulated.hpp"

namespace allocscale {
namespace {

constexpr int blocks = 20;
using Contrasts = std::vector<std::vector<double>>;

// `count` contrasts of one block that share `common` of their deviation.
Contrasts contrasts_of(Normal& normal, int count, double common, double mean) {
  Contrasts contrasts(static_cast<std::size_t>(count));
  for (int block = 0; block < blocks; ++block) {
    const double shared = normal(0, common);
    for (auto& contrast : contrasts)
      contrast.push_back(mean + shared + normal(0, std::sqrt(1 - common * common)));
  }
  return contrasts;
}

// Bonferroni would take t(1 − 0.025/5, 19) = 2.861 (R 4.2.2) whether or not the contrasts hang together.
TEST(Simultaneous, WhatHangsTogetherCostsLess) {
  Normal normal(23);
  const auto apart = simultaneous_intervals(contrasts_of(normal, 5, 0, 0), 0.95, {4999, 1});
  const auto together = simultaneous_intervals(contrasts_of(normal, 5, 0.95, 0), 0.95, {4999, 1});
  EXPECT_NEAR(apart->critical, 2.85, 0.15);
  EXPECT_LT(together->critical, apart->critical - 0.2);
  EXPECT_GE(together->critical, t_quantile(0.975, blocks - 1));
}

TEST(Simultaneous, OneContrastIsStudentsOwn) {
  Normal normal(24);
  const Contrasts one = contrasts_of(normal, 1, 0, 1);
  const auto joint = simultaneous_intervals(one, 0.95, {1999, 1});
  EXPECT_NEAR(joint->critical, t_quantile(0.975, blocks - 1), 0.15);
  EXPECT_DOUBLE_EQ(joint->intervals[0].estimate, mean_of(one[0]).value());
}

TEST(Simultaneous, AContrastWithoutDeviationKeepsItsPoint) {
  Normal normal(25);
  Contrasts contrasts = contrasts_of(normal, 2, 0, 1);
  const auto before = simultaneous_intervals(contrasts, 0.95, {999, 1});
  contrasts.emplace_back(blocks, 40.0);
  for (std::size_t i = 0; i < blocks; i += 3) contrasts.back()[i] += 1e-14;  // rounding, no deviation
  const auto after = simultaneous_intervals(contrasts, 0.95, {999, 1});
  EXPECT_NEAR(after->intervals[2].low, 40, 1e-12);
  EXPECT_NEAR(after->intervals[2].high, 40, 1e-12);
  EXPECT_EQ(before->critical, after->critical);
}

TEST(Simultaneous, NothingComesOfNothing) {
  EXPECT_FALSE(simultaneous_intervals({}, 0.95, {}));
  EXPECT_FALSE(simultaneous_intervals(Contrasts{{1.0}}, 0.95, {}));
  EXPECT_FALSE(simultaneous_intervals(Contrasts{{1.0, NAN}}, 0.95, {}));
}

// R 4.2.2: p.adjust(p, "BH").
TEST(FalseDiscovery, AdjustedValuesAreRs) {
  const std::array p = {0.001, 0.04, 0.03, 0.2, 0.008, 0.041, 0.5, 0.041, 0.9, 0.012};
  const std::array expected = {0.01,
                               0.0585714285714286,
                               0.0585714285714286,
                               0.25,
                               0.04,
                               0.0585714285714286,
                               0.5555555555555556,
                               0.0585714285714286,
                               0.9,
                               0.04};
  const std::vector<double> adjusted = discovery_adjusted(p);
  ASSERT_EQ(adjusted.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(adjusted[i], expected[i], 1e-14);
  EXPECT_TRUE(discovery_adjusted({}).empty());
}

// R 4.2.2: t.test(x)$p.value.
TEST(FalseDiscovery, ThePValueIsRs) {
  const std::array x = {0.21, -0.13, 0.05, 0.44, 0.18, 0.02, 0.31, -0.04, 0.12, 2.75, 0.09, 0.27};
  EXPECT_NEAR(t_test_p(x).value(), 0.137832343941689, 1e-12);
  EXPECT_FALSE(t_test_p(std::array{1.0}));
  EXPECT_EQ(t_test_p(std::array{1.0, 1.0}), 0);
  EXPECT_EQ(t_test_p(std::array{0.0, 0.0}), 1);
}

// Two copies of one cell: p values are uniform, one in twenty below 0.05, one in ten below 0.1, half below a
// half.
TEST(FalseDiscovery, PValuesOfTwinsAreUniform) {
  Normal normal(26);
  std::array<int, 3> below{};
  constexpr int draws = 5000;
  for (int i = 0; i < draws; ++i) {
    const double p = t_test_p(contrasts_of(normal, 1, 0, 0)[0]).value();
    below[0] += p < 0.05;
    below[1] += p < 0.1;
    below[2] += p < 0.5;
  }
  EXPECT_NEAR(below[0] / static_cast<double>(draws), 0.05, 0.0093);  // three standard errors each
  EXPECT_NEAR(below[1] / static_cast<double>(draws), 0.1, 0.0128);
  EXPECT_NEAR(below[2] / static_cast<double>(draws), 0.5, 0.0213);
}

// 40 contrasts of which 30 are empty: of those believed at q = 0.05, an expected 0.05·30/40 err.
TEST(FalseDiscovery, OfThoseBelievedOneInTwentyErrsAtMost) {
  Normal normal(27);
  double errors = 0;
  constexpr int draws = 400;
  for (int i = 0; i < draws; ++i) {
    std::vector<double> p;
    for (int j = 0; j < 40; ++j)
      p.push_back(t_test_p(contrasts_of(normal, 1, 0, j < 30 ? 0 : 0.8)[0]).value());
    const std::vector<double> adjusted = discovery_adjusted(p);
    double wrong = 0, believed = 0;
    for (std::size_t j = 0; j < 40; ++j) {
      believed += adjusted[j] <= 0.05;
      wrong += adjusted[j] <= 0.05 && j < 30;
    }
    errors += believed > 0 ? wrong / believed : 0;
  }
  EXPECT_NEAR(errors / draws, 0.0375, 0.012);
}

}  // namespace
}  // namespace allocscale
