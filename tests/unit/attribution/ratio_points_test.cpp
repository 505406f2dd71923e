// Are the points of ratios those of their geometric mean, with its deviation?
#include "harness/attribution/ratio_points.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "harness/analysis/interval.hpp"

namespace allocscale {
namespace {

// Of 1.2 and 0.8, a mean of 1: the geometric mean is √0.96 = 0.9798.
TEST(RatioPoints, TheirMeanIsThatOfTheGeometricMean) {
  const auto points = ratio_points(std::vector<double>{1.2, 0.8});
  EXPECT_NEAR(mean_of(points).value(), 100 * (std::sqrt(0.96) - 1), 1e-9);
  EXPECT_NEAR(points[0] - points[1], 100 * std::sqrt(0.96) * std::log(1.5), 1e-9);
  EXPECT_TRUE(ratio_points({}).empty());
}

}  // namespace
}  // namespace allocscale
