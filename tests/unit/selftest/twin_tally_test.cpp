// Are twins found, and are p values that are not uniform seen?
#include "harness/selftest/twin_tally.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "harness/selftest/planted_dataset.hpp"
#include "harness/selftest/simulated.hpp"

namespace allocscale {
namespace {

std::vector<double> uniform_values(int count, std::uint64_t seed) {
  Normal normal(seed);
  std::vector<double> values;
  for (int i = 0; i < count; ++i) values.push_back(normal.uniform());
  return values;
}

TEST(TwinTally, OnePValuePerTwinAndNumberOfWorkers) {
  const std::vector<double> p = twin_p_values(planted_dataset_of({}));
  ASSERT_EQ(p.size(), 2U);
  for (const double value : p) EXPECT_GT(value, 0.001);
  PlantedExperiment few;
  few.blocks = 19;
  EXPECT_TRUE(twin_p_values(planted_dataset_of(few)).empty());
}

// R 4.2.2: binom.test(7, 120)$conf.int; ks.test for the distance of four values.
TEST(TwinTally, TheFiguresAreRs) {
  std::vector<double> p(113, 0.5);
  p.insert(p.end(), 7, 0.01);
  const TwinTally made = tally(p);
  EXPECT_EQ(made.below, 7);
  EXPECT_NEAR(made.rate->low, 0.02377202, 1e-7);
  EXPECT_NEAR(made.rate->high, 0.11649838, 1e-7);
  EXPECT_NEAR(tally(std::array{0.1, 0.4, 0.7, 0.95}).distance, 0.2, 1e-12);
}

TEST(TwinTally, UniformValuesHold) {
  EXPECT_TRUE(tally(uniform_values(200, 1)).holds());
  EXPECT_TRUE(tally({}).holds());
}

TEST(TwinTally, TooManySmallOnesDoNot) {
  std::vector<double> p = uniform_values(200, 2);
  for (double& value : p) value = std::pow(value, 3);
  EXPECT_FALSE(tally(p).holds());
}

// As many below 0.05 as there should be, and none above a half: intervals that are right by luck.
TEST(TwinTally, NorDoOnesThatCrowd) {
  std::vector<double> p = uniform_values(200, 3);
  for (double& value : p)
    if (value > 0.05) value = 0.05 + value / 2;
  const TwinTally made = tally(p);
  EXPECT_LE(made.rate->low, 0.05);
  EXPECT_GT(made.distance, made.critical_distance);
  EXPECT_FALSE(made.holds());
}

}  // namespace
}  // namespace allocscale
