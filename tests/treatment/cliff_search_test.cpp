// Cliffs planted in a made-up allocator are found where they are.
#include "harness/launch/cliff_search.hpp"

#include <gtest/gtest.h>

#include <set>

namespace allocscale {
namespace {

constexpr std::uint64_t kib = 1024;
constexpr std::uint64_t mib = 1024 * kib;

// Gives back from each odd planted size on, keeps from each even one on.
ProbeRound planted(const std::vector<std::uint64_t>& changes) {
  return [changes](std::uint64_t bytes) {
    bool gives_back = false;
    for (const std::uint64_t change : changes)
      if (bytes >= change) gives_back = !gives_back;
    const auto pages = static_cast<std::int64_t>(bytes / 4096);
    return FaultRound{bytes, pages, gives_back ? pages : 0};
  };
}

void expect_around(const Cliff& cliff, std::uint64_t planted_at) {
  EXPECT_LT(cliff.below.bytes, planted_at);
  EXPECT_GE(cliff.above.bytes, planted_at);
  EXPECT_LE(static_cast<double>(cliff.above.bytes), 1.05 * static_cast<double>(cliff.below.bytes));
}

TEST(CliffSearchTest, OneCliffAnywhereIsFoundWithinFivePercent) {
  for (std::uint64_t at = 17 * kib; at < 256 * mib; at = at * 13 / 10) {
    const CliffsFound found = search_cliffs(cliff_ladder(16 * kib, 256 * mib), planted({at}));
    ASSERT_EQ(found.cliffs.size(), 1U) << at;
    expect_around(found.cliffs[0], at);
    EXPECT_TRUE(found.cliffs[0].above.gives_back());
    EXPECT_FALSE(found.smallest.gives_back());
  }
}

TEST(CliffSearchTest, EveryChangeOnTheLadderIsReported) {
  const std::vector<std::uint64_t> changes = {100 * kib, 300 * kib, 40 * mib};
  const CliffsFound found = search_cliffs(cliff_ladder(16 * kib, 256 * mib), planted(changes));
  ASSERT_EQ(found.cliffs.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    expect_around(found.cliffs[i], changes[i]);
    EXPECT_EQ(found.cliffs[i].above.gives_back(), i != 1);
  }
}

TEST(CliffSearchTest, WithoutACliffOnlyTheLadderIsProbed) {
  const auto ladder = cliff_ladder(16 * kib, 256 * mib);
  for (const std::vector<std::uint64_t>& changes : {std::vector<std::uint64_t>{}, {1}}) {
    const ProbeRound probe = planted(changes);
    std::size_t probes = 0;
    const CliffsFound found = search_cliffs(ladder, [&](std::uint64_t bytes) {
      ++probes;
      return probe(bytes);
    });
    EXPECT_TRUE(found.cliffs.empty());
    EXPECT_EQ(probes, ladder.size());
    EXPECT_EQ(found.smallest.bytes, 16 * kib);
    EXPECT_EQ(found.smallest.gives_back(), !changes.empty());
  }
}

TEST(CliffSearchTest, NoSizeIsProbedTwice) {
  std::set<std::uint64_t> probed;
  const ProbeRound probe = planted({70 * kib, 9 * mib});
  (void)search_cliffs(cliff_ladder(16 * kib, 64 * mib), [&](std::uint64_t bytes) {
    EXPECT_TRUE(probed.insert(bytes).second) << bytes;
    return probe(bytes);
  });
}

TEST(CliffSearchTest, TheLadderRisesByTheRootOfTwoToItsEnd) {
  EXPECT_EQ(cliff_ladder(16 * kib, 48 * kib),
            (std::vector<std::uint64_t>{16 * kib, 23'168, 32 * kib, 46'344, 48 * kib}));
  EXPECT_EQ(cliff_ladder(16 * kib, 16 * kib), (std::vector<std::uint64_t>{16 * kib}));
}

TEST(CliffSearchTest, ATenthOfThePagesIsNoCliff) {
  EXPECT_FALSE((FaultRound{40'960, 10, 1}).gives_back());
  EXPECT_TRUE((FaultRound{40'960, 10, 2}).gives_back());
}

}  // namespace
}  // namespace allocscale
