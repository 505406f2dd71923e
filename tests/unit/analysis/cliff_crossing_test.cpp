// Which buffers lie beyond a cliff, by hand-made maps.
#include "harness/analysis/cliff_crossing.hpp"

#include <gtest/gtest.h>

#include "harness/selftest/made_trial.hpp"

namespace allocscale {
namespace {

// Kept below 72,000 bytes, given back to 200,000, kept to 1,000,000, given back.
CliffLine made_line(const std::string& allocator, BufferUse use) {
  CliffLine line;
  line.allocator = allocator;
  line.use = use;
  line.smallest = {16'000, 4, 0};
  line.to_bytes = 10'000'000;
  line.cliffs = {{{70'000, 17, 0}, {72'000, 17, 9}},
                 {{196'000, 47, 40}, {200'000, 48, 0}},
                 {{990'000, 240, 0}, {1'000'000, 244, 244}}};
  return line;
}

TEST(CliffBelowTest, TheLastChangeAtOrBelowDecides) {
  const CliffLine line = made_line("glibc", BufferUse::growing);
  EXPECT_EQ(cliff_below(line, 71'999), std::nullopt);
  EXPECT_EQ(cliff_below(line, 72'000), 72'000U);
  EXPECT_EQ(cliff_below(line, 200'000), std::nullopt);
  EXPECT_EQ(cliff_below(line, 50'000'000), 1'000'000U);
}

TEST(CliffBelowTest, OneThatNeverKeepsGivesBackFromTheSmallestOn) {
  CliffLine line;
  line.smallest = {16'000, 4, 4};
  EXPECT_EQ(cliff_below(line, 15'999), std::nullopt);
  EXPECT_EQ(cliff_below(line, 16'000), 16'000U);
}

class CliffCrossingTest : public testing::Test {
 protected:
  CliffCrossingTest() {
    for (const char* allocator : {"glibc", "mimalloc"})
      for (const int workers : {1, 2}) {
        dataset.run.cells.push_back(made_cell("boxed", allocator, workers));
        dataset.run.buffers.emplace_back(LargestBuffer{128'000, BufferUse::growing});
      }
    dataset.cliffs = {made_line("glibc", BufferUse::growing), made_line("mimalloc", BufferUse::repeated)};
    table.kernel = dataset.run.cells[0].kernel;
    table.size = dataset.run.cells[0].size;
  }

  Dataset dataset;
  KernelTable table;
};

TEST_F(CliffCrossingTest, OneForEachLayoutAndAllocatorByTheUseOfTheBuffer) {
  const std::vector<BeyondCliff> expected = {{"boxed", "glibc", {128'000, BufferUse::growing}, 72'000}};
  EXPECT_EQ(beyond_cliffs(dataset, table), expected);
}

TEST_F(CliffCrossingTest, NothingIsSaidOfOtherTables) {
  table.size += 1;
  EXPECT_TRUE(beyond_cliffs(dataset, table).empty());
}

TEST_F(CliffCrossingTest, NothingIsSaidOfHeapsThatTheMapIsNotOf) {
  dataset.run.cells[0].history = History::raised;
  dataset.run.cells[1].start = StartMethod::thread;
  EXPECT_TRUE(beyond_cliffs(dataset, table).empty());
}

TEST_F(CliffCrossingTest, NothingIsSaidWithoutAMapOrABuffer) {
  dataset.run.buffers[0].reset();
  dataset.run.buffers[1].reset();
  EXPECT_TRUE(beyond_cliffs(dataset, table).empty());
  dataset.run.buffers.clear();
  EXPECT_TRUE(beyond_cliffs(dataset, table).empty());
}

}  // namespace
}  // namespace allocscale
