// Are only trials of one block compared, and missing partners counted instead of made up?
#include "harness/analysis/pairing.hpp"

#include <gtest/gtest.h>

namespace allocscale {
namespace {

TEST(Pairing, SubtractsWithinABlock) {
  const Contrast contrast = paired({{{0, 0}, 5.0}, {{1, 0}, 7.0}}, {{{0, 0}, 4.0}, {{1, 0}, 4.5}});
  EXPECT_EQ(contrast.values(), (std::vector<double>{1.0, 2.5}));
  EXPECT_EQ(contrast.left_out, 0);
}

TEST(Pairing, LeavesOutAndCountsBlocksWithoutAPartner) {
  const Contrast contrast =
      paired({{{0, 0}, 5.0}, {{1, 0}, 7.0}, {{3, 0}, 1.0}}, {{{1, 0}, 4.5}, {{2, 0}, 9.0}});
  EXPECT_EQ(contrast.by_block, (BlockValues{{1, 2.5}}));
  EXPECT_EQ(contrast.left_out, 3);
}

TEST(Pairing, SubBlocksDoNotPairAcrossAndCountAsOneBlock) {
  // The baseline runs in both sub-blocks; the cell in the second only.
  const Series cell = {{{0, 1}, 5.0}};
  const Series baseline = {{{0, 0}, 1.0}, {{0, 1}, 4.0}};
  EXPECT_EQ(paired(cell, baseline).by_block, (BlockValues{{0, 1.0}}));
  EXPECT_EQ(paired(cell, baseline).left_out, 0);
  // A pair in both sub-blocks is one number, their mean.
  const Series both = {{{0, 0}, 2.0}, {{0, 1}, 7.0}};
  EXPECT_EQ(paired(both, baseline).by_block, (BlockValues{{0, 2.0}}));
}

TEST(Pairing, DifferenceNeedsBothContrasts) {
  Contrast upper, lower;
  upper.by_block = {{0, 3.0}, {1, 4.0}};
  lower.by_block = {{1, 1.0}, {2, 1.0}};
  const Contrast contrast = difference(upper, lower);
  EXPECT_EQ(contrast.by_block, (BlockValues{{1, 3.0}}));
  EXPECT_EQ(contrast.left_out, 2);
}

TEST(Pairing, PooledIsTheMeanWhereBothHaveTheBlock) {
  Contrast one, other;
  one.by_block = {{0, 3.0}, {1, 4.0}};
  one.left_out = 2;
  other.by_block = {{1, 2.0}, {2, 1.0}};
  other.left_out = 5;
  EXPECT_EQ(pooled(one, other).by_block, (BlockValues{{0, 3.0}, {1, 3.0}, {2, 1.0}}));
  EXPECT_EQ(pooled(one, other).left_out, 1);
}

TEST(Pairing, CellsOfDifferentSubBlocksMeetOverTheBaseline) {
  const Series first = {{{0, 0}, 5.0}, {{1, 0}, 5.5}};
  const Series second = {{{0, 1}, 8.0}, {{1, 1}, 8.0}};
  const Series bridge = {{{0, 0}, 4.0}, {{0, 1}, 6.0}, {{1, 0}, 4.0}, {{1, 1}, 6.0}};
  EXPECT_TRUE(paired(first, second).by_block.empty());
  // (5 − 4) − (8 − 6) and (5.5 − 4) − (8 − 6)
  EXPECT_EQ(paired_over(first, second, bridge).by_block, (BlockValues{{0, -1.0}, {1, -0.5}}));
  // Where they do share sub-blocks, the bridge is not asked; the next block may have them apart.
  EXPECT_EQ(paired_over(first, first, bridge).by_block, (BlockValues{{0, 0.0}, {1, 0.0}}));
  const Series mixed = {{{0, 0}, 8.5}, {{1, 1}, 8.0}, {{2, 0}, 7.0}};
  const Contrast contrast = paired_over(first, mixed, bridge);
  EXPECT_EQ(contrast.by_block, (BlockValues{{0, -3.5}, {1, -0.5}}));
  EXPECT_EQ(contrast.left_out, 1) << "block 2 has one of them only";
}

}  // namespace
}  // namespace allocscale
