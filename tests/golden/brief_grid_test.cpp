// Does the brief table have one line a row, what matters first, and nothing that says nothing?
#include "harness/report/brief_grid.hpp"

#include <gtest/gtest.h>

#include "harness/report/brief_words.hpp"
#include "harness/report/characters.hpp"
#include "harness/report/text_table.hpp"
#include "tests/golden/synthetic_dataset.hpp"
#include "tests/unit/analysis/two_by_two.hpp"

namespace allocscale {
namespace {

using Words = std::vector<std::string>;

Words heads(const Grid& grid) {
  Words all;
  for (const Column& column : grid.columns) all.push_back(column.name);
  return all;
}

Words first_column(const Grid& grid) {
  Words all;
  for (const auto& row : grid.rows) all.push_back(row.at(0).text);
  return all;
}

FittedGrid fitted(const Grid& grid, int columns) { return fit_columns(grid, {.columns = columns}); }

// A column of four characters for each rank, after a key of three.
Grid ranked(const std::vector<int>& ranks) {
  Grid grid;
  grid.keys = 1;
  grid.columns = {{"", "row"}};
  grid.rows = {{{"one"}}};
  for (const int rank : ranks) {
    grid.columns.push_back({"", "r" + std::to_string(rank), false, rank, "rank " + std::to_string(rank)});
    grid.rows[0].push_back({"1234"});
  }
  return grid;
}

TEST(FitColumns, TheHighestRankFallsFirstAndTheOrderStays) {
  const Grid grid = ranked({3, 0, 1, 2});
  EXPECT_EQ(heads(fitted(grid, 27).grid), (Words{"row", "r3", "r0", "r1", "r2"}));
  EXPECT_TRUE(fitted(grid, 27).left_out.empty());
  EXPECT_EQ(heads(fitted(grid, 26).grid), (Words{"row", "r0", "r1", "r2"}));
  EXPECT_EQ(fitted(grid, 26).left_out, Words{"rank 3"});
  EXPECT_EQ(heads(fitted(grid, 1).grid), (Words{"row", "r0"})) << "rank 0 stays";
  EXPECT_EQ(fitted(grid, 1).left_out, (Words{"rank 1", "rank 2", "rank 3"}));
}

TEST(FitColumns, ColumnsOfOneNameGoTogether) {
  EXPECT_EQ(heads(fitted(ranked({1, 0, 1}), 20).grid), (Words{"row", "r0"}))
      << "there is room for one of two";
  EXPECT_EQ(fitted(ranked({1, 0, 1}), 20).left_out, Words{"rank 1"});
}

TEST(FitColumns, AColumnWithoutAValueIsNotMissed) {
  Grid grid = ranked({0, 1});
  grid.rows[0][1].text = "—";
  grid.rows[0][2].text = "";
  EXPECT_EQ(heads(fitted(grid, 80).grid), Words{"row"});
  EXPECT_TRUE(fitted(grid, 80).left_out.empty());
}

class BriefGridTest : public TwoByTwo {
 protected:
  // Four cells of two rows, the second `slower` times as long as the first; a run of a layout has no costs.
  void run_rows(const char* layout_of_second, const char* allocator_of_second, double slower) {
    dataset.run.cells = {made_cell("boxed", "glibc", 1), made_cell("boxed", "glibc", 2),
                         made_cell(layout_of_second, allocator_of_second, 1),
                         made_cell(layout_of_second, allocator_of_second, 2)};
    dataset.run.baseline = {"boxed", "glibc"};
    dataset.run.capacity = 2;
    for (int block = 0; block < 20; ++block)
      for (const std::size_t cell : {0U, 1U, 2U, 3U})
        run(cell, block, 100e6 * (cell < 2 ? 1 : slower) * (cell % 2 == 0 ? 1 : 1.5));
  }

  [[nodiscard]] Grid table(int columns) const {
    const Findings findings = analyse(dataset);
    return fitted(brief_grid(findings.tables.at(0), findings), columns).grid;
  }

  [[nodiscard]] std::string title() const { return brief_title(analyse(dataset).tables.at(0)); }
};

TEST_F(BriefGridTest, RowsStandUnderTheirLayoutWhereBothDiffer) {
  const Findings findings = analyse(synthetic_dataset());
  EXPECT_EQ(first_column(brief_grid(findings.tables.at(0), findings)),
            (Words{"boxed", "  glibc", "  mimalloc", "  jemalloc", "contiguous", "  glibc", "  mimalloc",
                   "  jemalloc"}));
}

TEST_F(BriefGridTest, WhatAllRowsHaveIsInTheTitle) {
  run_rows("boxed", "mimalloc", 0.6);
  EXPECT_EQ(first_column(table(80)), (Words{"glibc", "mimalloc"}));
  EXPECT_TRUE(title().ends_with(", boxed")) << title();
  run_rows("contiguous", "glibc", 0.6);
  EXPECT_EQ(first_column(table(80)), (Words{"boxed", "contiguous"}));
  EXPECT_TRUE(title().ends_with(", glibc")) << title();
}

TEST_F(BriefGridTest, AtEightyColumnsARowHasTimeCostSlowdownAndVerdictInOneLine) {
  run_rows("boxed", "mimalloc", 0.6);
  const Grid grid = table(80);
  ASSERT_GE(heads(grid).size(), 5U);
  for (const char* head : {"time", "against glibc", "slowdown (95 %)", "verdict"}) {
    const Words all = heads(grid);
    EXPECT_NE(std::find(all.begin(), all.end(), head), all.end()) << head;
  }
  const std::string drawn = draw_table(grid, {.columns = 80});
  EXPECT_EQ(lines_of(drawn).size(), 6U) << drawn;  // two heads, a rule, two rows, the end
  EXPECT_NE(drawn.find("LOSS"), std::string::npos) << drawn;
  EXPECT_NE(drawn.find("−40"), std::string::npos) << drawn;
}

TEST_F(BriefGridTest, ABusyCostClaimsNoInterval) {
  run_rows("boxed", "mimalloc", 0.6);
  Findings findings = analyse(dataset);
  findings.tables[0].rows.back().costs[CostOf::allocator].effect.verdict = Verdict::busy;
  const std::string drawn = draw_table(brief_grid(findings.tables[0], findings), {.columns = 200});
  EXPECT_NE(drawn.find("busy (−40.0 %)"), std::string::npos) << drawn;
  EXPECT_TRUE(telling_sentences(findings.tables[0], findings).back().find("mimalloc takes") ==
              std::string::npos);
}

// The twin of the synthetic dataset passes its check.
TEST_F(BriefGridTest, TheTwinIsShownWhereItDiffersAndOnlyThere) {
  Findings findings = analyse(synthetic_dataset());
  KernelTable& table = findings.tables.at(0);
  const auto told = [&] {
    std::string all;
    for (const std::string& words : first_column(brief_grid(table, findings))) all += words + "|";
    for (const std::string& words : telling_sentences(table, findings)) all += words + "|";
    return all;
  };
  EXPECT_EQ(told().find("twin"), std::string::npos) << told();
  ASSERT_FALSE(table.twin.empty());
  for (TwinCheck& check : table.twin) check.difference.ratio.interval = Interval{1.2, 1.1, 1.3};
  EXPECT_NE(told().find("  glibc (twin)|"), std::string::npos) << told();
  EXPECT_NE(told().find("the interval misses 1"), std::string::npos) << told();
}

TEST_F(BriefGridTest, AFlagOfEveryRowIsToldOnceAndHasNoMark) {
  run_rows("boxed", "mimalloc", 0.6);
  Findings findings = analyse(dataset);
  const auto raise = [&](std::size_t row, QualityFlag flag, int trials) {
    findings.tables[0].rows.at(row).alone.flags.raise(flag, trials);
  };
  const auto told = [&] {
    std::string text = draw_table(brief_grid(findings.tables[0], findings), {.columns = 200});
    for (const std::string& words : table_key(findings, {})) text += words + "\n";
    return text;
  };
  raise(0, QualityFlag::steal, 30);
  EXPECT_NE(told().find("s30"), std::string::npos) << told();
  EXPECT_NE(told().find("mark s, steal: "), std::string::npos) << told();
  for (std::size_t row = 1; row < findings.tables[0].rows.size(); ++row) raise(row, QualityFlag::steal, 30);
  EXPECT_EQ(told().find("s30"), std::string::npos) << told();
  EXPECT_NE(told().find("in every row: steal: "), std::string::npos) << told();
}

TEST_F(BriefGridTest, TheKeyHasOnlyTheWordsOfTheTables) {
  run_rows("boxed", "mimalloc", 0.6);
  const Findings findings = analyse(dataset);
  std::string key;
  for (const std::string& words : table_key(findings, {"faults"})) key += words + "\n";
  EXPECT_NE(key.find("LOSS or GAIN: "), std::string::npos) << key;
  EXPECT_NE(key.find("some tables lack: faults. --wide"), std::string::npos) << key;
  for (const char* word : {"busy", "inconclusive", "equivalent", "two kinds", "machine:", "chance"})
    EXPECT_EQ(key.find(word), std::string::npos) << word << "\n" << key;
}

TEST_F(BriefGridTest, AnOverviewHasNoRowThatSaysNothing) {
  Overview overview;
  overview.layouts = {"boxed"};
  overview.rows.resize(2);
  overview.rows[0].slowdown.resize(1);
  overview.rows[1].slowdown.resize(1);
  overview.rows[1].slowdown[0].emplace();
  EXPECT_TRUE(brief_overview_grid(overview).rows.empty());
  overview.rows[1].slowdown[0]->slowdown.ratio.value = 1.31;
  EXPECT_EQ(brief_overview_grid(overview).rows.size(), 1U);
}

TEST_F(BriefGridTest, OfFaultsOnlyThoseThatDifferAreTold) {
  run_rows("boxed", "mimalloc", 0.6);
  Findings findings = analyse(dataset);
  std::vector<Row>& rows = findings.tables[0].rows;
  const auto faults_told = [&](double reference, double other) {
    rows.front().alone.cold_minor_faults = reference;
    rows.back().alone.cold_minor_faults = other;
    for (const std::string& words : telling_sentences(findings.tables[0], findings))
      if (words.find("minor faults") != std::string::npos) return true;
    return false;
  };
  EXPECT_TRUE(faults_told(1000, 400));
  EXPECT_TRUE(faults_told(0, 400));
  EXPECT_FALSE(faults_told(1000, 900));
  EXPECT_FALSE(faults_told(0, 0));
}

}  // namespace
}  // namespace allocscale
