// Does each cause get back exactly what was planted in it?
#include "harness/attribution/chain_game.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>

namespace allocscale {
namespace {

// Points of the page-fault path and allocator work, and of counts and indirection, that add up.
ChainGame additive(double faults, double work, double counts, double indirection) {
  const std::array first = {0.0, faults, faults + work};
  const std::array second = {0.0, counts, counts + indirection};
  ChainGame game;
  for (const double one : first) {
    game.emplace_back();
    for (const double other : second) game.back().push_back(one + other);
  }
  return game;
}

TEST(ChainGame, PlantedPointsComeBackExactly) {
  EXPECT_EQ(nested_values(additive(40, 2, 5, 3)), (std::vector<double>{40, 2, 5, 3}));
}

// What averaging over all 24 orders would say of the same cells, a removal standing for all it includes: the
// reason for not doing so.
TEST(ChainGame, TheUnrestrictedValueWouldNameAnotherCause) {
  const ChainGame game = additive(40, 2, 5, 3);
  std::array<std::size_t, 4> order = {0, 1, 2, 3};
  std::array<double, 4> values{};
  do {
    std::array<bool, 4> gone{};
    const auto worth = [&] { return game[gone[1] ? 2 : gone[0] ? 1 : 0][gone[3] ? 2 : gone[2] ? 1 : 0]; };
    for (const std::size_t player : order) {
      const double before = worth();
      gone[player] = true;
      values[player] += (worth() - before) / 24;
    }
  } while (std::next_permutation(order.begin(), order.end()));
  EXPECT_NEAR(values[0], 20, 1e-12);
  EXPECT_NEAR(values[1], 22, 1e-12);
  EXPECT_NEAR(values[2], 2.5, 1e-12);
  EXPECT_NEAR(values[3], 5.5, 1e-12);
}

TEST(ChainGame, SixOrdersKeepBothChains) {
  EXPECT_EQ(removal_orders(2, 2).size(), 6U);
  EXPECT_EQ(removal_orders(1, 2).size(), 3U);
  EXPECT_EQ(removal_orders(2, 0).size(), 1U);
  EXPECT_EQ(removal_orders(0, 0).size(), 1U);
}

// Worked by hand: the paths through the grid are the six orders, each player's value the mean of its steps.
const ChainGame mixed = {{0, 6, 8}, {30, 32, 33}, {33, 40, 41}};

TEST(ChainGame, ValuesOfRemovalsThatInteractAreTheHandComputedOnes) {
  const std::vector<double> values = nested_values(mixed);
  EXPECT_NEAR(values[0], (3 * 30 + 2 * 26 + 25) / 6.0, 1e-12);   // F: after 0, 1 or 2 of the other chain
  EXPECT_NEAR(values[1], (1 * 3 + 2 * 8 + 3 * 8) / 6.0, 1e-12);  // A
  EXPECT_NEAR(values[2], (3 * 6 + 2 * 2 + 1 * 7) / 6.0, 1e-12);  // R: after 0, 1 or 2 of the first chain
  EXPECT_NEAR(values[3], (1 * 2 + 2 * 1 + 3 * 1) / 6.0, 1e-12);  // I
  EXPECT_NEAR(std::accumulate(values.begin(), values.end(), 0.0), 41, 1e-12);
}

TEST(ChainGame, EveryOrderSumsToTheWhole) {
  for (const RemovalOrder& order : removal_orders(2, 2)) {
    const std::vector<double> added = marginals(mixed, order);
    EXPECT_NEAR(std::accumulate(added.begin(), added.end(), 0.0), 41, 1e-12);
  }
  EXPECT_EQ(marginals(mixed, {false, false, true, true}), (std::vector<double>{30, 3, 7, 1}));
  EXPECT_EQ(marginals(mixed, {true, false, true, false}), (std::vector<double>{26, 8, 6, 1}));
}

TEST(ChainGame, InteractionsAreSecondDifferences) {
  EXPECT_EQ(interactions(mixed), (std::vector<std::vector<double>>{{-4, -1}, {5, 0}}));
  EXPECT_EQ(interactions(additive(40, 2, 5, 3)), (std::vector<std::vector<double>>{{0, 0}, {0, 0}}));
}

}  // namespace
}  // namespace allocscale
