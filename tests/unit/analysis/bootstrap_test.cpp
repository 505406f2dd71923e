// Does the bootstrap-t interval of a ratio agree with R?
#include "harness/analysis/bootstrap.hpp"

#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace allocscale {
namespace {

constexpr std::array upper = {4.1, 3.8, 5.2, 4.4, 4.9, 3.6, 4.6, 5.1, 4.0, 4.3};
constexpr std::array lower = {10.2, 9.1, 12.9, 10.4, 11.8, 9.4, 11.6, 12.2, 10.1, 10.7};

// R 4.2.2, 400,000 resamples written out in R: 0.397304 to 0.414489 around 0.405904, whose standard error is
// 0.003768. With 19,999 the ends wander by about 0.0001.
TEST(Bootstrap, TheIntervalIsRs) {
  const auto interval = ratio_of_means(upper, lower, 0.95, {19'999, 1});
  ASSERT_TRUE(interval);
  EXPECT_NEAR(interval->estimate, 0.40590405904059, 1e-12);
  EXPECT_NEAR(interval->low, 0.397304, 3e-4);
  EXPECT_NEAR(interval->high, 0.414489, 3e-4);
}

TEST(Bootstrap, EqualSeedsGiveEqualIntervals) {
  const auto first = ratio_of_means(upper, lower, 0.95, {999, 7});
  EXPECT_EQ(first, ratio_of_means(upper, lower, 0.95, {999, 7}));
  EXPECT_NE(first, ratio_of_means(upper, lower, 0.95, {999, 8}));
}

TEST(Bootstrap, AShareOfNothingIsAbsent) {
  std::array nothing = {1.0, -1.2, 0.3, 0.5, -0.6, 0.2, -0.3, 0.4, -0.9, 0.8};
  EXPECT_FALSE(ratio_of_means(upper, nothing, 0.95, {}));
  EXPECT_TRUE(ratio_of_means(nothing, lower, 0.95, {}));
}

TEST(Bootstrap, FiveBlocksAreTooFew) {
  EXPECT_FALSE(ratio_of_means(std::span(upper).first(5), std::span(lower).first(5), 0.95, {}));
  EXPECT_TRUE(ratio_of_means(std::span(upper).first(6), std::span(lower).first(6), 0.95, {}));
}

TEST(Bootstrap, BlocksThatAgreeGiveAPoint) {
  const std::vector<double> six(20, 6), two(20, 2);
  EXPECT_EQ(ratio_of_means(six, two, 0.95, {}), (Interval{3, 3, 3}));
}

}  // namespace
}  // namespace allocscale
