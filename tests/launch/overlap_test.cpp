// Values computed by hand.
#include "harness/launch/overlap.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace allocscale {
namespace {

using Spans = std::vector<MeasuredSpan>;

TEST(OverlapTest, IsTheIntersectionOverTheHull) {
  EXPECT_EQ(overlap_ppm(Spans{{0, 10}}), 1'000'000);
  EXPECT_EQ(overlap_ppm(Spans{{0, 10}, {5, 20}}), 250'000);
  EXPECT_EQ(overlap_ppm(Spans{{0, 10}, {2, 8}, {4, 12}}), 333'333);
}

TEST(OverlapTest, IsZeroWhenTheyNeverAllRan) {
  EXPECT_EQ(overlap_ppm(Spans{{0, 10}, {10, 20}}), 0);
  EXPECT_EQ(overlap_ppm(Spans{{0, 10}, {12, 20}}), 0);
}

TEST(OverlapTest, OfRoundsIsTheSumOfTheirsOverTheSumOfTheHulls) {
  const std::vector<Spans> rounds = {{{0, 10}, {5, 20}}, {{100, 110}, {100, 110}}, {{200, 210}, {210, 220}}};
  EXPECT_EQ(overlap_ppm(rounds), 300'000);
  EXPECT_EQ(overlap_ppm(std::vector<Spans>()), std::nullopt);
}

TEST(OverlapTest, DoesNotOverflowOnLongTrials) {
  constexpr std::int64_t day_ns = 86'400'000'000'000;
  EXPECT_EQ(overlap_ppm(Spans{{0, day_ns}, {0, day_ns / 2}}), 500'000);
}

TEST(OverlapTest, IsAbsentWithoutASpan) {
  EXPECT_EQ(overlap_ppm(Spans{}), std::nullopt);
  EXPECT_EQ(overlap_ppm(Spans{{7, 7}, {7, 7}}), std::nullopt);
}

}  // namespace
}  // namespace allocscale
