// Does one line that is not what it must be decide the whole?
#include "harness/selftest/results.hpp"

#include <gtest/gtest.h>

#include "tests/unit/selftest/planted_by_name.hpp"

namespace allocscale {
namespace {

SelftestResults right() {
  SelftestResults results;
  results.simulated = {{"", 0.95, 0.93, 0.97}};
  ConfusionRow row;
  row.planted = planted_by_name("planted-lock");
  row.named[static_cast<std::size_t>(Named::residual)] = 3;
  results.confusion = {row};
  DoseSlope slope;
  slope.planted = planted_by_name("planted-work");
  slope.slope = 1;
  slope.between_campaigns = Interval{1, 0.98, 1.02};
  results.slopes = {slope};
  results.mixed = MixedShares{3, 0, 0.5, 0.5};
  return results;
}

TEST(Results, HoldWhereEveryLineDoes) { EXPECT_TRUE(right().holds()); }

TEST(Results, FailWithAnyLine) {
  SelftestResults results = right();
  results.simulated[0].value = 0.9;
  EXPECT_FALSE(results.holds());
  results = right();
  results.confusion[0].named = {3};
  EXPECT_FALSE(results.holds());
  results = right();
  results.slopes[0].slope = 1.11;
  EXPECT_FALSE(results.holds());
  results.slopes[0].slope = std::nullopt;
  EXPECT_FALSE(results.holds());
  results = right();
  results.mixed->named_work = 0.6;
  EXPECT_FALSE(results.holds());
  results = right();
  results.twins = tally(std::vector<double>(100, 0.01));
  EXPECT_FALSE(results.holds());
  results = right();
  results.incomplete = 1;
  EXPECT_FALSE(results.holds());
}

}  // namespace
}  // namespace allocscale
