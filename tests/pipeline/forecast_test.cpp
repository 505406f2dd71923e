// Is the precision that blocks will buy forecast by what an earlier run of the same task showed?
#include "harness/conduct/forecast.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "harness/analysis/precision.hpp"
#include "harness/analysis/trials_at_workers.hpp"
#include "harness/selftest/simulated.hpp"

namespace allocscale {
namespace {

Contrast noisy(double deviation, int blocks, std::uint64_t seed) {
  Contrast contrast;
  Normal noise(seed);
  for (int block = 0; block < blocks; ++block) contrast.by_block[block] = noise(0, deviation);
  return contrast;
}

TEST(Precision, TheDeviationBehindAnIntervalIsFoundAgain) {
  const Contrast contrast = noisy(0.13, 24, 3);
  const double truth = deviation_of(contrast.values()).value();
  EXPECT_NEAR(deviation_behind(ratio_estimate(contrast, "")).value(), truth, 1e-12);
  EXPECT_FALSE(deviation_behind(ratio_estimate(noisy(0.13, 1, 3), "")));
}

// Of many runs of 20 and 80 blocks, the mean half-width is the one that was forecast.
TEST(Precision, TheForecastIsWhatRunsShow) {
  for (const int blocks : {20, 80}) {
    double sum = 0;
    constexpr int runs = 400;
    for (int run = 0; run < runs; ++run) {
      const auto interval =
          ratio_estimate(noisy(0.13, blocks, 1000 + static_cast<std::uint64_t>(run)), "").interval;
      sum += std::log(interval->high / interval->low) / 2;
    }
    EXPECT_NEAR(std::expm1(sum / runs), expected_half_width(0.13, blocks),
                0.03 * expected_half_width(0.13, blocks));
  }
}

TEST(Precision, BlocksForAWidthAreTheFewestThatGiveIt) {
  const int blocks = blocks_for_half_width(0.13, 0.03).value();
  EXPECT_LE(expected_half_width(0.13, blocks), 0.03);
  EXPECT_GT(expected_half_width(0.13, blocks - 1), 0.03);
  EXPECT_EQ(blocks_for_half_width(0.001, 0.03), blocks_for_verdict);
  EXPECT_FALSE(blocks_for_half_width(1000, 0.03));
}

class ForecastTest : public testing::Test {
 protected:
  ForecastTest() {
    plan.comparisons = {{"concat", 16000, {}, {}, {}}, {"copy", 500, {}, {}, {}}};
    Row row;
    row.baseline = true;
    AtWorkers at;
    at.workers = 2;
    at.slowdown.ratio = ratio_estimate(noisy(0.13, 24, 3), "");
    row.together = {at};
    table.kernel = "concat";
    table.size = 16000;
    table.headline = 2;
    table.rows = {row};
  }

  Plan plan;
  KernelTable table;
};

TEST_F(ForecastTest, HistoryIsOfTheSameTaskInTheNewestRunThatHasIt) {
  Findings without, with, older;
  with.tables = older.tables = {table};
  older.tables[0].rows[0].together[0].slowdown.ratio = ratio_estimate(noisy(0.5, 24, 3), "");
  const auto found = histories(plan, {without, with, older}, {9, 7, 3});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kernel, "concat");
  EXPECT_EQ(found[0].run, 7);
  with.tables[0].size = 17000;
  EXPECT_TRUE(histories(plan, {with}, {7}).empty()) << "another size is another task";
  with.tables = {table};
  with.tables[0].rows[0].together[0].slowdown.ratio = ratio_estimate(noisy(0.13, 4, 3), "");
  EXPECT_TRUE(histories(plan, {with}, {7}).empty()) << "four blocks tell little";
}

TEST_F(ForecastTest, LinesSayWhatBlocksBuyAndWhatTheMarginTakes) {
  const std::vector<std::string> lines = forecast_lines({{"concat", 16000, 0.1307, 7}}, 20, 0.03, 2.5);
  EXPECT_EQ(lines, std::vector<std::string>{
                       "20 blocks: about ±6.3 % for the slowdown of concat of 16,000; ±3 % takes about "
                       "78 blocks, 3 min 15 s (by run 7)"});
  EXPECT_EQ(
      forecast_lines({{"concat", 16000, 0.01, 7}}, 20, 0.03, 2.5),
      std::vector<std::string>{"20 blocks: about ±0.5 % for the slowdown of concat of 16,000 (by run 7)"});
  ASSERT_EQ(forecast_lines({}, 20, 0.03, 2.5).size(), 1U);
  EXPECT_TRUE(forecast_lines({}, 20, 0.03, 2.5)[0].starts_with(
      "how precise 20 blocks will be is not known before a run"));
}

}  // namespace
}  // namespace allocscale
