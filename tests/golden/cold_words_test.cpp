// Does the table have cold times beside the settled ones, and do the sentences say where the two disagree?
#include "harness/report/cold_words.hpp"

#include <gtest/gtest.h>

#include "harness/report/grid.hpp"
#include "tests/unit/analysis/two_by_two.hpp"

namespace allocscale {
namespace {

// Contiguous copy as it was measured: in iteration 0 mimalloc is the faster one, and loses with two workers;
// settled, glibc is the faster one, and neither loses.
class ColdWordsTest : public TwoByTwo {
 protected:
  void run_cold(std::size_t cell, int block, double settled_ns, double cold_ns) {
    MadeValues values;
    const double drift = 1 + 0.02 * (block % 5);
    values.warm_ns = settled_ns * drift;
    values.cold_ns = cold_ns * drift;
    add_trial(dataset, cell, block, made_result(dataset.run.cells[cell], values), false);
  }
};

TEST_F(ColdWordsTest, SayWhoWinsWhenAndWhatIsLostInIterationZeroOnly) {
  dataset.run.cells = {made_cell("contiguous", "glibc", 1), made_cell("contiguous", "glibc", 2),
                       made_cell("contiguous", "mimalloc", 1), made_cell("contiguous", "mimalloc", 2)};
  dataset.run.baseline = {"contiguous", "glibc"};
  dataset.run.capacity = 2;
  for (int block = 0; block < 20; ++block) {
    run_cold(0, block, 3e6, 20e6);
    run_cold(1, block, 3e6, 20e6);
    run_cold(2, block, 9e6, 10e6);
    run_cold(3, block, 9e6, 13e6);
  }
  const Findings findings = analyse(dataset);
  const KernelTable& table = findings.tables.at(0);
  const auto all = cold_sentences(table);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(
      all[0],
      "Cold and settled times have different winners: contiguous mimalloc takes 0.500× the time of contiguous "
      "glibc in iteration 0 (0.500 to 0.500), 3.000× once settled (3.000 to 3.000).");
  EXPECT_EQ(
      all[1],
      "A loss with 2 workers in iteration 0, and none shown once settled: contiguous mimalloc 1.300× (1.300 to "
      "1.300).");
  std::string cold_cells;
  const Grid grid = kernel_grid(table, findings);
  for (std::size_t i = 0; i < grid.columns.size(); ++i)
    if (grid.columns[i].group.starts_with("cold: ")) cold_cells += grid.rows.at(1).at(i).text + "|";
  EXPECT_NE(cold_cells.find("|LOSS|"), std::string::npos) << cold_cells;
  EXPECT_NE(cold_cells.find("|−50.0 % (−50.0 to −50.0)|faster|"), std::string::npos) << cold_cells;
}

TEST_F(ColdWordsTest, SayNothingWhereColdAndSettledAgree) {
  run_blocks(20);
  EXPECT_TRUE(cold_sentences(analyse(dataset).tables.at(0)).empty());
}

// The settling iterations of a row that did not settle go on to the last; those of the others end before.
TEST(SettlingHead, OfARowThatDidNotSettleNamesNoIterationOfTheOthers) {
  KernelTable table;
  table.iterations = 4;
  table.settled_from = 1;
  table.rows.resize(2);
  table.rows[0].alone.time_ns.value = 100e6;
  table.rows[1].alone.settling_ns = 107e6;
  const auto heads = [&table] {
    std::string all;
    for (const Column& column : kernel_grid(table, {}).columns) all += column.group + "|";
    return all;
  };
  EXPECT_NE(heads().find("|time before it settled|"), std::string::npos) << heads();
  table.settled_from = 3;
  table.rows[1].alone.time_ns.value = 100e6;
  EXPECT_NE(heads().find("|time, iterations 1 to 2|"), std::string::npos) << heads();
}

}  // namespace
}  // namespace allocscale
