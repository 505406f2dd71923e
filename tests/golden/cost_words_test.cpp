// Do the table and the sentences say which allocator costs more in the same layout?
#include <gtest/gtest.h>

#include "harness/analysis/findings.hpp"
#include "harness/report/grid.hpp"
#include "harness/report/sentence.hpp"
#include "tests/unit/analysis/two_by_two.hpp"

namespace allocscale {
namespace {

class CostWordsTest : public TwoByTwo {};

TEST_F(CostWordsTest, TheTableAndTheSentenceSayThatItIsSlower) {
  run_blocks(20);
  const Findings findings = analyse(dataset);
  const KernelTable& table = findings.tables.at(0);
  const Grid grid = kernel_grid(table, findings);
  std::string allocator_cell, layout_cell;
  for (std::size_t i = 0; i < grid.columns.size(); ++i) {
    if (grid.columns[i].group == "alone, against glibc, same layout")
      allocator_cell += grid.rows.at(4).at(i).text + "|";
    if (grid.columns[i].group == "alone, against boxed, same allocator")
      layout_cell += grid.rows.at(4).at(i).text + "|";
    EXPECT_EQ(grid.columns[i].group.find("boxed glibc"), std::string::npos);
  }
  EXPECT_EQ(allocator_cell, "+26.0 % (+25.4 to +26.6)|slower|");
  EXPECT_TRUE(layout_cell.ends_with("|faster|")) << layout_cell;
  const auto sentences = cost_sentences(table, findings);
  ASSERT_EQ(sentences.size(), 4U);
  EXPECT_TRUE(sentences[0].starts_with("Alone, with boxed: mimalloc takes 40.0 % less time than glibc ("));
  EXPECT_EQ(sentences[1],
            "Alone, with contiguous: mimalloc takes 26.0 % more time than glibc (25.4 to 26.6 %).");
  EXPECT_TRUE(sentences[2].starts_with("Alone, with glibc: contiguous takes ")) << sentences[2];
  EXPECT_TRUE(sentences[3].starts_with("Alone, with mimalloc: contiguous takes ")) << sentences[3];
}

TEST_F(CostWordsTest, WhereOneThingOnlyDiffersNothingElseHasAColumnOrIsNamed) {
  for (Cell& cell : dataset.run.cells) cell.layout = "none";
  dataset.run.cells.resize(2);
  for (int block = 0; block < 20; ++block) {
    run(0, block, 100e6);
    run(1, block, 60e6);
  }
  const Findings findings = analyse(dataset);
  for (const Column& column : kernel_grid(findings.tables.at(0), findings).columns)
    EXPECT_EQ(column.group.find("same allocator"), std::string::npos) << column.group;
  EXPECT_EQ(cost_sentences(findings.tables.at(0), findings),
            std::vector<std::string>{"Alone, mimalloc takes 40.0 % less time than glibc (40.0 to 40.0 %)."});
}

TEST_F(CostWordsTest, AnArmIsToldAgainstItsOwnAllocator) {
  dataset.run.cells = {made_cell("boxed", "glibc", 1), made_cell("boxed", "mimalloc", 1),
                       made_cell("boxed", "mimalloc:retain", 1)};
  for (int block = 0; block < 20; ++block) {
    run(0, block, 100e6);
    run(1, block, 60e6);
    run(2, block, 45e6);
  }
  const Findings findings = analyse(dataset);
  EXPECT_EQ(cost_sentences(findings.tables.at(0), findings),
            (std::vector<std::string>{
                "Alone, mimalloc takes 40.0 % less time than glibc (40.0 to 40.0 %).",
                "Alone, mimalloc:retain takes 25.0 % less time than mimalloc (25.0 to 25.0 %)."}));
  const Grid grid = kernel_grid(findings.tables.at(0), findings);
  bool told = false;
  for (const GridCell& cell : grid.rows.at(2))
    told = told || cell.text == "−25.0 % (−25.0 to −25.0),\nagainst mimalloc";
  EXPECT_TRUE(told);
}

TEST_F(CostWordsTest, SeveralChangesAreToldAgainstOneLess) {
  for (int number = 0; number < 3; ++number) {
    Cell& cell = dataset.run.cells[static_cast<std::size_t>(number)] = made_cell("boxed", "glibc", 1);
    if (number > 0) cell.history = History::raised;
    if (number > 1) cell.huge_pages = HugePages::never;
  }
  dataset.run.cells.resize(3);
  dataset.run.baseline.levels = {{"history", "fresh"}, {"huge_pages", "system"}};
  for (int block = 0; block < 20; ++block) {
    run(0, block, 100e6);
    run(1, block, 50e6);
    run(2, block, 60e6);
  }
  const Findings findings = analyse(dataset);
  const auto sentences = cost_sentences(findings.tables.at(0), findings);
  ASSERT_EQ(sentences.size(), 2U);
  EXPECT_EQ(
      sentences[0],
      "Alone, huge_pages system, history raised takes 50.0 % less time than huge_pages system, history fresh "
      "(50.0 to 50.0 %).");
  EXPECT_EQ(
      sentences[1],
      "Alone, huge_pages never, history raised takes 20.0 % more time than huge_pages system, history raised "
      "(20.0 to 20.0 %).");
}

TEST_F(CostWordsTest, ASettingIsComparedWithTheBaselines) {
  run_arm_and_setting(20);
  const Findings findings = analyse(dataset);
  const auto sentences = cost_sentences(findings.tables.at(0), findings);
  ASSERT_EQ(sentences.size(), 2U);
  EXPECT_TRUE(
      sentences[0].starts_with("Alone, with start exec: glibc:retain takes 50.0 % less time than glibc ("))
      << sentences[0];
  EXPECT_TRUE(
      sentences[1].starts_with("Alone, with glibc: start fork takes 10.0 % more time than start exec ("))
      << sentences[1];
}

}  // namespace
}  // namespace allocscale
