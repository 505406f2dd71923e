// Notes that only large machines or many comparisons raise: made by hand.
#include "harness/report/notes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#include "harness/report/attribution_words.hpp"
#include "harness/report/format.hpp"
#include "harness/report/grid.hpp"

namespace allocscale {
namespace {

TEST(Notes, ALawIsADescriptionAndSaysHowFarItHolds) {
  KernelTable table;
  Row row;
  row.layout = "boxed";
  row.allocator = "glibc";
  table.rows = {row};
  EXPECT_TRUE(law_notes(table, {}).empty());
  table.rows[0].law = ScalingLaw{20, {0.05, 0.04, 0.06}, {0.004, 0.003, 0.005}, 6.5, 0.01, 0.2, 16};
  const auto notes = law_notes(table, {});
  ASSERT_EQ(notes.size(), 1U);
  for (const char* words :
       {"boxed glibc: the slowdown", "a = 0.0500 (0.0400–0.0600)", "b = 0.0040 (0.0030–0.0050)", "by 0.010",
        "enough for 6.5 workers misses it by 0.200", "no cause", "beyond 24 workers"})
    EXPECT_NE(notes[0].find(words), std::string::npos) << words << "\n" << notes[0];
}

TEST(Notes, ALawThatLacksLevelsIsSaidToLackThem) {
  const auto notes = [](const std::vector<int>& measured, int capacity) {
    KernelTable table;
    Row& row = table.rows.emplace_back();
    for (const int workers : measured) {
      row.together.emplace_back().workers = workers;
      row.together.back().slowdown.ratio.value = 1.0;
    }
    row.together.emplace_back().workers = 64;  // without a slowdown
    Findings findings;
    findings.run.capacity = capacity;
    return law_notes(table, findings);
  };
  using Lines = std::vector<std::string>;
  EXPECT_EQ(notes({2, 4, 6, 8}, 4),
            Lines{"no scaling law: 3 levels of workers within the 4 CPUs, 1 included; 6 are needed."});
  EXPECT_EQ(notes({2, 3}, 1),
            Lines{"no scaling law: 1 level of workers within the 1 CPU, 1 included; 6 are needed."});
  EXPECT_EQ(notes({2, 3, 4, 6}, 8).size(), 1U);
  EXPECT_TRUE(notes({2, 3, 4, 6, 8, 12}, 8).empty());
  EXPECT_TRUE(notes({2}, 2).empty());
  EXPECT_TRUE(notes({}, 2).empty());
}

TEST(Notes, ThreadsSayWhyTheirPeakMemoryIsAbsent) {
  KernelTable table;
  Row& row = table.rows.emplace_back();
  row.cell.start = StartMethod::thread;
  row.alone.complete = 3;
  row.alone.peak_bytes = 1e6;
  row.together.emplace_back().complete = 3;
  const std::string note = shared_process_note(table);
  EXPECT_EQ(
      note,
      "start thread: no peak memory per worker is given, since workers that are threads share one process; "
      "its peak is stored with worker 0.");
  EXPECT_EQ(table_notes(table, {}), std::vector<std::string>{note});
  row.together.back().peak_bytes = 1e6;
  EXPECT_EQ(shared_process_note(table), "") << "nothing is absent";
  row.together.back().peak_bytes.reset();
  row.together.back().complete = 0;
  EXPECT_EQ(shared_process_note(table), "") << "nothing was measured";
  row.together.back().complete = 3;
  row.cell.start = StartMethod::fork;
  EXPECT_EQ(shared_process_note(table), "") << "processes";
}

TEST(Notes, WhatRowsLeaveOutIsSaidAboveThem) {
  KernelTable table;
  table.settled_from = 1;
  table.iterations = 3;
  table.blocks = 20;
  table.setting = "placement scatter";
  EXPECT_EQ(table_subtitle(table),
            "Times are the mean of iterations 1 to 2 (settled); 20 blocks; placement scatter.");
  table.otherwise = "start exec, stack system, result dropped";
  EXPECT_EQ(
      table_subtitle(table),
      "Times are the mean of iterations 1 to 2 (settled); 20 blocks; placement scatter; where a row does "
      "not say otherwise, start exec, stack system, result dropped.");
}

// A difference by its own interval that many comparisons make likely by chance.
TEST(Notes, ADifferenceThatDoesNotStandAmongAllIsSaidToBeOneOfMany) {
  KernelTable table;
  Row row;
  row.layout = "boxed";
  row.allocator = "mimalloc";
  row.costs[CostOf::allocator].against = "boxed glibc";
  row.costs[CostOf::allocator].effect.verdict = Verdict::gain;
  row.costs[CostOf::allocator].effect.adjusted_p = 0.051;
  table.rows = {row};
  Effect& cost = table.rows[0].costs[CostOf::allocator].effect;
  ASSERT_EQ(discovery_notes(table, {}).size(), 1U);
  EXPECT_NE(discovery_notes(table, {})[0].find("boxed mimalloc, alone, against boxed glibc: one of many"),
            std::string::npos);
  cost.adjusted_p = 0.05;
  EXPECT_TRUE(discovery_notes(table, {}).empty());
  cost.adjusted_p = 0.2;
  cost.verdict = Verdict::inconclusive;
  EXPECT_TRUE(discovery_notes(table, {}).empty());
}

TEST(Notes, LaunchesOfTwoKindsAreToldWithTheirShares) {
  KernelTable table;
  Row row;
  row.layout = "boxed";
  row.allocator = "glibc";
  row.alone.time_ns.reason = "launches of two kinds";
  row.alone.modes = Modes{6.5e6, 246e6, 15, 20, 0, 73'600};
  AtWorkers at;
  at.workers = 2;
  at.slowdown.ratio.reason = "launches of two kinds";
  at.slowdown.verdict = Verdict::two_kinds;
  row.together = {at};
  row.costs[CostOf::allocator].against = "boxed mimalloc";
  row.costs[CostOf::allocator].effect = at.slowdown;
  table.workers = {2};
  row.alone.per_worker[WorkerMetric::proportional_bytes] = 103.5 * 1024 * 1024;
  table.rows = {row};
  Findings findings;
  findings.run.capacity = 2;
  ASSERT_EQ(mode_notes(table, findings).size(), 1U);
  EXPECT_TRUE(mode_notes(table, findings)[0].starts_with(
      "boxed glibc, alone: its launches are of two kinds, 6.50 ms in 75 %, 246 ms in 25 % of the 20 trials. No "
      "launch has their mean, so none is given"));
  std::string cells, heads;
  const Grid grid = kernel_grid(table, findings);
  for (const GridCell& cell : grid.rows.at(0)) cells += cell.text + "|";
  for (const Column& column : grid.columns) heads += column.group + "|";
  EXPECT_NE(cells.find("|6.50 ms in 75 %, 246 ms in 25 %|"), std::string::npos) << cells;
  EXPECT_NE(cells.find("|0 in 75 %, 73,600 in 25 %|"), std::string::npos) << cells;
  EXPECT_NE(cells.find("|two kinds||—|two kinds|"), std::string::npos) << cells;  // the flags are between
  findings.tables = {table};
  findings.tables[0].kernel = "concat";
  std::istringstream csv(find_format("csv").render(report_of(findings), {}));
  std::vector<std::vector<std::string>> lines;
  for (std::string line; std::getline(csv, line);) {
    std::istringstream fields(line.substr(0, line.size() - 1) + ",");
    for (lines.emplace_back(); std::getline(fields, line, ',');) lines.back().push_back(line);
  }
  ASSERT_EQ(lines.size(), 3U);
  const auto value = [&](std::size_t line, const std::string& column) {
    const auto found = std::find(lines[0].begin(), lines[0].end(), column);
    return lines.at(line).at(static_cast<std::size_t>(found - lines[0].begin()));
  };
  EXPECT_EQ(value(1, "time_ns") + value(2, "slowdown_ratio") + value(1, "cost_of_allocator_ratio"), "");
  EXPECT_EQ(value(1, "high_mode_minor_faults"), "73600");
  EXPECT_EQ(value(1, "time_absent_because"), "launches of two kinds");
  EXPECT_EQ(value(2, "verdict"), "two kinds");
  EXPECT_EQ(value(1, "cost_of_allocator_verdict"), "two kinds");
  EXPECT_NE(cells.find("|104 MiB|"), std::string::npos) << cells;
  EXPECT_NE(heads.find("memory left after the task"), std::string::npos);
  EXPECT_EQ(heads.find("kept by the allocator"), std::string::npos) << "no row has it";
}

TEST(Estimand, HasTheSameWordsInATableAndInAnAttribution) {
  const std::tuple<Estimand, std::optional<int>, std::string> kinds[] = {
      {Estimand::cold, std::nullopt, "iteration 0 (cold)"},
      {Estimand::settled, std::nullopt, "not settled within 6 iterations"},
      {Estimand::settled, 2, "the mean of iterations 2 to 5 (settled)"}};
  for (const auto& [estimand, settled_from, words] : kinds) {
    KernelTable table;
    table.estimand = estimand;
    table.settled_from = settled_from;
    table.iterations = 6;
    table.blocks = 1;
    EXPECT_EQ(table_subtitle(table), "Times are " + words + "; 1 block.");
    Attribution attribution;
    attribution.estimand = estimand;
    attribution.settled_from = settled_from;
    attribution.iterations = 6;
    EXPECT_EQ(estimand_text(attribution), words);
  }
}

}  // namespace
}  // namespace allocscale
