#include "harness/base/shuffle.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <vector>

namespace allocscale {
namespace {

// The first outputs for seed 1234567 of the reference implementation (Vigna, splitmix64.c).
TEST(SplitMix64Test, EqualsTheReference) {
  SplitMix64 random(1234567);
  for (const std::uint64_t expected :
       {6457827717110365317U, 3203168211198807973U, 9817491932198370423U, 4593380528125082431U})
    EXPECT_EQ(random.next(), expected);
}

TEST(SplitMix64Test, BelowStaysBelowAndReachesAll) {
  SplitMix64 random(1);
  std::array<int, 3> seen{};
  for (int i = 0; i < 3000; ++i) ++seen.at(random.below(3));
  for (const int count : seen) EXPECT_NEAR(count, 1000, 120);  // 4.6 standard deviations; the seed is fixed
}

TEST(Shuffle, IsAPermutationThatTheSeedDetermines) {
  std::vector<int> first(50);
  std::iota(first.begin(), first.end(), 0);
  std::vector<int> second = first;
  const std::vector<int> sorted = first;
  SplitMix64 a(9), b(9);
  shuffle(std::span(first), a);
  shuffle(std::span(second), b);
  EXPECT_EQ(first, second);
  EXPECT_NE(first, sorted);
  std::sort(first.begin(), first.end());
  EXPECT_EQ(first, sorted);
}

TEST(Shuffle, ReachesEveryOrderOfThree) {
  SplitMix64 random(5);
  std::map<std::array<int, 3>, int> seen;
  for (int i = 0; i < 6000; ++i) {
    std::array<int, 3> items = {0, 1, 2};
    shuffle(std::span<int>(items), random);
    ++seen[items];
  }
  ASSERT_EQ(seen.size(), 6U);
  for (const auto& [order, count] : seen) EXPECT_NEAR(count, 1000, 130);
}

TEST(DeriveSeed, DiffersByPurpose) {
  EXPECT_EQ(derive_seed(7, 1), derive_seed(7, 1));
  EXPECT_NE(derive_seed(7, 1), derive_seed(7, 2));
  EXPECT_NE(derive_seed(7, 1), derive_seed(8, 1));
}

}  // namespace
}  // namespace allocscale
