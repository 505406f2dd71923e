// Does the page of a comparison say what changed, in words, on every width, and for machines?
#include "harness/report/comparison_page.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "harness/report/characters.hpp"
#include "harness/report/comparison_figure.hpp"
#include "harness/report/forest_panel.hpp"
#include "harness/report/plot_script.hpp"
#include "tests/golden/golden.hpp"
#include "tests/golden/synthetic_dataset.hpp"
#include "tests/hostile_texts.hpp"

namespace allocscale {
namespace {

RowChange made_change(const char* allocator, ChangeOf of, double ratio, Verdict verdict) {
  RowChange change;
  change.cell.kernel = "concat";
  change.cell.size = 20000;
  change.cell.layout = "boxed";
  change.cell.allocator = allocator;
  change.cell.workers = of == ChangeOf::loss ? 2 : 1;
  change.of = of;
  change.logarithms = MeanDifference{std::log(ratio), 0.01, 38};
  change.verdict = verdict;
  change.adjusted_p = 0.001;
  change.blocks_a = change.blocks_b = 20;
  return change;
}

RunChanges every_kind() {
  RunChanges changes;
  changes.changes = {made_change("glibc", ChangeOf::cost, 1.001, Verdict::equivalent),
                     made_change("mimalloc", ChangeOf::cost, 1.12, Verdict::loss),
                     made_change("jemalloc", ChangeOf::cost, 1.31, Verdict::loss),
                     made_change("mimalloc", ChangeOf::loss, 0.8, Verdict::gain),
                     made_change("jemalloc", ChangeOf::loss, 1.02, Verdict::inconclusive),
                     made_change("glibc", ChangeOf::loss, 1.06, Verdict::loss)};
  changes.changes[5].adjusted_p = 0.2;
  changes.changes.push_back(made_change("glibc", ChangeOf::cost, 1.002, Verdict::equivalent));
  changes.changes.back().cell.kernel = "compute";
  changes.changes.back().control = true;
  changes.has_control = true;
  changes.only_b = {"contiguous glibc, concat of 20,000, alone"};
  return changes;
}

struct Made {
  Dataset a = synthetic_dataset();
  Dataset b = synthetic_dataset();
  RunChanges changes = every_kind();
  std::vector<ChangeLimit> limits = {{ChangeOf::cost, 0.03}, {ChangeOf::loss, 0.05}};
  std::vector<Held> held = hold_against(changes, limits);

  Made() {
    a.label.number = 3;
    b.label.number = 4;
    b.label.note = "after the upgrade";
    b.run.builds[1].version = "2.1";
    b.run.builds[1].library_hash = "another";
  }
  [[nodiscard]] ComparisonWords words() const { return {{a}, {b}, changes, limits, held}; }
};

TEST(ComparisonPage, TellsWorseBetterUntoldAndTheSameTheLargestFirst) {
  const Made made;
  const std::string page = comparison_page(made.words(), {.columns = 80});
  for (const std::string_view line : lines_of(page))
    EXPECT_TRUE(line.starts_with("compare: ") || display_width(line) <= 80) << line;
  const std::vector<const char*> in_order = {
      "A: run 3 of quick",
      "B: run 4 of quick",
      "note: after the upgrade",
      "mimalloc: 2.0.9",
      "the machine: compute of 20,000 glibc, alone: +0.2 %",
      "WORSE in B: 2 rows",
      "boxed jemalloc  alone  +31 %",
      "boxed mimalloc  alone  +12 %",
      "BETTER in B: 1 row",
      "−20 %",
      "CANNOT BE TOLD, may be chance among so many rows: 1 row",
      "CANNOT BE TOLD, the interval holds both: 1 row",
      "THE SAME within 3 %: 1 row",
      "only in B: contiguous glibc",
      "compare: 6 rows, 2 worse, 1 better, 2 cannot be told, 1 the same; limit EXCEEDED (cost > 3 %:",
  };
  std::size_t at = 0;
  for (const char* part : in_order) {
    at = page.find(part, at);
    ASSERT_NE(at, std::string::npos) << part << "\n" << page;
  }
}

TEST(ComparisonFigure, IsDrawnAsItWasWithWhatCannotBeToldSaid) {
  Made made;
  made.changes.changes[4].logarithms.reset();
  made.changes.changes[4].reason = "launches are of two kinds";
  const Plot plot = comparison_plot(made.words());
  expect_golden("figure-compare.gnuplot", plot_script(plot, comparison_source(made.words()), {}));
  ASSERT_EQ(plot.panels.size(), 2U);
  const std::vector<Tick>& alone = plot.panels[0].y.ticks;
  EXPECT_EQ(alone.at(1).text + " | " + alone.at(1).beside, "concat of 20,000: boxed mimalloc | worse");
  EXPECT_EQ(alone.back().text + " | " + alone.back().beside, "compute of 20,000: glibc | the machine");
  std::vector<std::string> losses;
  for (const Tick& tick : plot.panels[1].y.ticks) losses.push_back(tick.beside);
  EXPECT_EQ(losses, (std::vector<std::string>{"better", "launches are of two kinds", "not told (chance?)"}));
}

TEST(ComparisonFigure, SaysWhatEveryRowHoldsAndWhatIsCut) {
  Made made;
  made.changes.has_control = made.changes.same_machine = false;
  made.changes.changes.assign(most_forest_rows + 1, made.changes.changes.front());
  const Plot plot = comparison_plot(made.words());
  EXPECT_EQ(plot.panels.front().y.ticks.size(), most_forest_rows);
  for (const char* part : {"No control was measured in both", "The machines differ",
                           "Only the first 120 rows of each panel are drawn", "121 rows, 0 worse"})
    EXPECT_NE(plot.caption.find(part), std::string::npos) << part << "\n" << plot.caption;
}

TEST(ComparisonPage, TheLineOfAGateSaysHowItEnds) {
  Made made;
  EXPECT_EQ(gate_end(made.changes, made.limits, made.held), GateEnd::exceeded);
  made.limits = {{ChangeOf::cost, 0.5}};
  made.held = hold_against(made.changes, made.limits);
  EXPECT_EQ(gate_end(made.changes, made.limits, made.held), GateEnd::held);
  EXPECT_TRUE(comparison_line(made.words()).ends_with("1 the same; limits hold"));
  made.limits = {{ChangeOf::cost, 0.31}};
  made.held = hold_against(made.changes, made.limits);
  EXPECT_EQ(gate_end(made.changes, made.limits, made.held), GateEnd::open);
  EXPECT_NE(comparison_line(made.words())
                .find("NOT SETTLED with these blocks (cost > 31 %: concat of 20,000 boxed jemalloc"),
            std::string::npos);
  made.changes.failed_b = 2;
  EXPECT_EQ(gate_end(made.changes, made.limits, made.held), GateEnd::trials_failed);
  EXPECT_TRUE(comparison_line(made.words()).ends_with("TRIALS FAILED: 0 in A, 2 in B"));
  EXPECT_EQ(gate_end(every_kind(), {}, {}), GateEnd::held);
}

TEST(ComparisonPage, AJUnitReportHasATestForEachRowAndLimit) {
  const Made made;
  const std::string report = comparison_junit(made.words());
  EXPECT_NE(report.find("tests=\"6\" failures=\"2\" errors=\"0\" skipped=\"1\""), std::string::npos)
      << report;
  EXPECT_NE(report.find("name=\"concat of 20,000 boxed jemalloc, alone: cost &gt; 3 %\"><failure"),
            std::string::npos)
      << report;
}

TEST(HostileText, NoneReachesAComparison) {
  for (const std::string& text : hostile_texts()) {
    Made made;
    made.a.run.experiment = made.a.label.note = text;
    for (RowChange& change : made.changes.changes) change.cell.allocator = change.cell.kernel = text;
    made.changes.only_a = {text};
    for (const std::string& page :
         {comparison_page(made.words(), {.columns = 80}), comparison_junit(made.words())})
      for (const char c : page) EXPECT_TRUE(c == '\n' || c < 0 || c >= ' ') << text;
    const std::string report = comparison_junit(made.words());
    EXPECT_EQ(std::count(report.begin(), report.end(), '<'), std::count(report.begin(), report.end(), '>'))
        << text;
  }
}

}  // namespace
}  // namespace allocscale
