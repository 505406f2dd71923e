// Do the formats survive what a message or a path may hold?
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "harness/report/characters.hpp"
#include "harness/report/format.hpp"
#include "harness/report/text_table.hpp"
#include "harness/selftest/made_trial.hpp"

namespace allocscale {
namespace {

// One cell whose only trial failed with `message`.
Findings failed_with(const std::string& message) {
  Dataset dataset;
  dataset.run.experiment = "quick";
  dataset.run.baseline = {"boxed", "glibc"};
  dataset.run.cells = {made_cell("boxed", "glibc", 1)};
  TrialResult result;
  result.message = message;
  add_trial(dataset, 0, 0, result);
  return analyse(dataset);
}

std::string rendered(const char* format, const std::string& message) {
  return find_format(format).render(report_of(failed_with(message)), {});
}

// RFC 4180, section 2, rules 5 to 7.
TEST(Csv, QuotesWhatWouldBreakALine) {
  EXPECT_NE(rendered("csv", "plain").find(",failed,plain,"), std::string::npos);
  EXPECT_NE(rendered("csv", "a, b").find(",failed,\"a, b\","), std::string::npos);
  EXPECT_NE(rendered("csv", "a\nb").find(",failed,\"a\nb\","), std::string::npos);
  EXPECT_NE(rendered("csv", "said \"no\"").find(",failed,\"said \"\"no\"\"\","), std::string::npos);
}

TEST(Csv, EveryLineHasEveryColumnAndAbsentIsEmpty) {
  const std::string text = rendered("csv", "plain");
  const auto lines = lines_of(text);
  ASSERT_EQ(lines.size(), 4U);  // head, settled, cold, and nothing after the last line break
  EXPECT_EQ(std::count(lines[0].begin(), lines[0].end(), ','),
            std::count(lines[1].begin(), lines[1].end(), ','));
  EXPECT_NE(lines[1].find(",failed,plain,,,,0,failed,"),
            std::string_view::npos);  // time, low, high, blocks, reason
}

// Every iteration counts alike, a third of the time the group was asked to: what is printed is three times
// that.
TEST(Csv, PerfCountsAreScaledToAnIteration) {
  Dataset dataset;
  dataset.run.baseline = {"boxed", "glibc"};
  dataset.run.cells = {made_cell("boxed", "glibc", 1)};
  TrialResult result = made_result(dataset.run.cells[0]);
  for (Sample& sample : result.workers[0].samples) {
    PhaseReadings& of = sample.readings;
    of[PhaseMetric::perf_enabled_ns] = 3'000;
    of[PhaseMetric::perf_running_ns] = 1'000;
    of[PhaseMetric::cycles] = 1'000;
    of[PhaseMetric::instructions] = 2'500;
    of[PhaseMetric::llc_misses] = 7;
    of[PhaseMetric::dtlb_misses] = 0;
    if (sample.phase != Phase::build) of[PhaseMetric::stalled_cycles] = 5;  // not of every phase: no sum
  }
  add_trial(dataset, 0, 0, result);
  const std::string text = find_format("csv").render(report_of(analyse(dataset)), {});
  const auto lines = lines_of(text);
  ASSERT_EQ(lines.size(), 4U);
  const auto column = [&lines](std::string_view name) {
    const std::string_view head = lines[0].substr(0, lines[0].find(name));
    std::string_view line = lines[1];
    for (auto commas = std::count(head.begin(), head.end(), ','); commas > 0; --commas)
      line.remove_prefix(line.find(',') + 1);
    return std::string(line.substr(0, line.find(',')));
  };
  EXPECT_EQ(column("cycles_per_iteration"), "9000");  // three phases × 1,000 × 3
  EXPECT_EQ(column("instructions_per_cycle"), "2.5");
  EXPECT_EQ(column("llc_misses_per_iteration"), "63");
  EXPECT_EQ(column("dtlb_misses_per_iteration"), "0");  // counted, none
  EXPECT_EQ(column("stalled_cycles_per_iteration"), "");
}

TEST(Markdown, AMessageCannotBreakATableOrStartMarkup) {
  EXPECT_NE(rendered("md", "a|b *c* <d>").find("failed: a\\|b \\*c\\* \\<d>."), std::string::npos);
}

TEST(Formats, AllSayWhyACellHasNoNumber) {
  for (const Format* format : all_formats()) {
    if (format->name == "fidelity") continue;  // it has no cells but those of pairs: see fidelity_test.cpp
    if (format->name == "samples") continue;   // it has what was measured, and these findings have no trials
    // Formats of other tools have no place for a cell without a number.
    if (format->name == "gbench" || format->name == "hyperfine") continue;
    EXPECT_NE(format->render(report_of(failed_with("killed by SIGSEGV")), {}).find("killed by SIGSEGV"),
              std::string::npos)
        << format->name;
  }
}

// Each group of columns needs a panel of its own here.
Grid grid_of_groups(int groups) {
  Grid grid;
  grid.keys = 1;
  grid.columns = {{"", "row", false}};
  grid.rows = {{{"one", Tone::plain}}};
  for (int group = 0; group < groups; ++group) {
    grid.columns.push_back({"group " + std::to_string(group), "a column", false});
    grid.rows[0].push_back({"a value", Tone::plain});
  }
  return grid;
}

TEST(TextTable, EightPanelsAreReadAcrossAndMoreAreRecords) {
  TerminalStyle style;
  style.columns = 22;
  EXPECT_EQ(draw_table(grid_of_groups(8), style).find("a column: "), std::string::npos);
  EXPECT_NE(draw_table(grid_of_groups(9), style).find("a column: "), std::string::npos);
}

}  // namespace
}  // namespace allocscale
