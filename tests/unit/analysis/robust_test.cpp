// Does the second opinion agree with R, and is it moved only by what should move it?
#include "harness/analysis/robust.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "harness/selftest/simulated.hpp"

namespace allocscale {
namespace {

constexpr std::array sample = {0.21, -0.13, 0.05, 0.44, 0.18, 0.02, 0.31, -0.04, 0.12, 2.75, 0.09, 0.27};

// R 4.2.2: wilcox.test(x, conf.int = TRUE)$estimate, 0.1625.
TEST(Robust, HodgesLehmannIsRs) {
  EXPECT_DOUBLE_EQ(hodges_lehmann(sample).value(), 0.1625);
  EXPECT_DOUBLE_EQ(hodges_lehmann(std::array{3.0}).value(), 3);
  EXPECT_DOUBLE_EQ(hodges_lehmann(std::array{1.0, 2.0, 6.0}).value(), 2.75);
  EXPECT_FALSE(hodges_lehmann({}));
}

// Against the definition, all pairs written out, with ties and of every small size.
TEST(Robust, HodgesLehmannIsTheMedianOfAllPairMeans) {
  Normal normal(13);
  for (const std::size_t count : {1U, 2U, 3U, 4U, 7U, 20U, 33U, 64U, 201U}) {
    for (const bool ties : {false, true}) {
      std::vector<double> values, means;
      for (std::size_t i = 0; i < count; ++i) {
        const double value = normal(0, 3);
        values.push_back(ties ? std::round(value) : value);
      }
      for (std::size_t i = 0; i < count; ++i)
        for (std::size_t j = i; j < count; ++j) means.push_back((values[i] + values[j]) / 2);
      std::sort(means.begin(), means.end());
      const double median = (means[(means.size() - 1) / 2] + means[means.size() / 2]) / 2;
      EXPECT_DOUBLE_EQ(hodges_lehmann(values).value(), median) << count << (ties ? " ties" : "");
    }
  }
  EXPECT_EQ(hodges_lehmann(std::vector<double>(1000, 2.5)), 2.5);
}

// R 4.2.2: sort(x)[c(k, 13 - k)] with k = qbinom(0.025, 12, 0.5) = 3; the binomial tail below it is 0.0193.
TEST(Robust, TheSignTestIntervalIsRs) {
  const auto interval = sign_test_interval(sample, 0.95);
  ASSERT_TRUE(interval);
  EXPECT_DOUBLE_EQ(interval->low, 0.02);
  EXPECT_DOUBLE_EQ(interval->high, 0.31);
  EXPECT_DOUBLE_EQ(interval->estimate, 0.15);
}

// Five coins fall alike in 2/32 > 5 % of throws, six in 2/64. R 4.2.2: qbinom(0.025, 20, 0.5) = 6.
TEST(Robust, SixBlocksAreTheFewest) {
  std::vector<double> values = {1, 2, 3, 4, 5};
  EXPECT_FALSE(sign_test_interval(values, 0.95));
  EXPECT_FALSE(robust_estimate(values)->interval);
  values.push_back(6);
  EXPECT_DOUBLE_EQ(sign_test_interval(values, 0.95)->low, 1);
  EXPECT_DOUBLE_EQ(sign_test_interval(values, 0.95)->high, 6);
  for (int i = 7; i <= 20; ++i) values.push_back(i);
  EXPECT_DOUBLE_EQ(sign_test_interval(values, 0.95)->low, 6);
  EXPECT_DOUBLE_EQ(sign_test_interval(values, 0.95)->high, 15);
}

TEST(Robust, ASecondHumpIsTailSensitiveAndASymmetricSampleIsNot) {
  std::vector<double> values;
  for (int i = 0; i < 20; ++i) values.push_back(i % 4 == 3 ? 10 : 0.01 * i);
  EXPECT_TRUE(robust_estimate(values)->tail_sensitive);
  for (double& value : values) value = value == 10 ? 0.1 : value;
  EXPECT_FALSE(robust_estimate(values)->tail_sensitive);
}

// Exact: at K = 20 the interval holds the median of any distribution with 1 − 2·0.0207 = 95.9 %.
TEST(Robust, TheSignTestIntervalHoldsTheMedianOfASkewedDistribution) {
  Normal normal(12);
  const double covered = share_of(4000, [&] {
    std::vector<double> values;
    for (int block = 0; block < 20; ++block) values.push_back(std::exp(normal(0, 1)));
    const auto interval = sign_test_interval(values, 0.95);
    return interval->low <= 1 && 1 <= interval->high;
  });
  EXPECT_NEAR(covered, 0.9586, 0.0095);  // three standard errors
}

}  // namespace
}  // namespace allocscale
