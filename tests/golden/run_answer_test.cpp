// Does a run of kernels end with an answer that says what its verdicts say, and no more?
#include "harness/report/run_answer.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "harness/selftest/made_trial.hpp"
#include "tests/golden/unfolded.hpp"

namespace allocscale {
namespace {

// A made run of tasks under layouts and allocators; compute beside them.
class RunAnswers : public testing::Test {
 protected:
  RunAnswers() {
    run_.baseline = {"boxed", "glibc"};
    run_.capacity = 2;
    run_.estimand = Estimand::settled;
    run_.facts.kernels["compute"] = {KernelKind::control, Resource::processor};
    add("compute", "none", "glibc", 50, 50);
  }

  void add(const std::string& kernel, const std::string& layout, const std::string& allocator,
           double alone_ms, double together_ms) {
    for (const int workers : {1, 2}) {
      Cell cell = made_cell(layout, allocator, workers);
      cell.kernel = kernel;
      run_.cells.push_back(cell);
      times_.push_back(1e6 * (workers == 1 ? alone_ms : together_ms));
    }
  }

  std::string answer(int blocks = 24) { return unfolded(page(blocks)); }

  std::string page(int blocks) {
    Dataset dataset;
    dataset.run = run_;
    for (int block = 0; block < blocks; ++block)
      for (std::size_t i = 0; i < run_.cells.size(); ++i) {
        launch(dataset, i, block, false);
        if (run_.cells[i].layout == "boxed" && run_.cells[i].allocator == "glibc")
          launch(dataset, i, block, true);
      }
    return render(std::vector{run_answer(analyse(dataset))}, {.columns = 80, .unicode = true});
  }

  RunDescription run_;
  std::vector<double> times_;  // ns, of each cell
  double waiting_ = 0;
  std::string waits_;                   // the allocator whose cells wait; empty: all do
  std::optional<std::size_t> failing_;  // cell whose first trial fails

 private:
  static double noise(std::size_t cell, int block, bool twin) {
    return 0.01 * std::sin(12.9898 * static_cast<double>(cell) + 78.233 * block + (twin ? 37.7 : 0));
  }

  void launch(Dataset& dataset, std::size_t cell, int block, bool twin) {
    if (failing_ == cell && block == 0) {
      TrialResult failed;
      failed.outcome = Outcome::failed;
      failed.message = "it stumbled";
      (void)add_trial(dataset, cell, block, std::move(failed), twin);
      return;
    }
    MadeValues values;
    const double waiting = waits_.empty() || waits_ == dataset.run.cells[cell].allocator ? waiting_ : 0;
    values.waiting = waiting;
    values.warm_ns = times_[cell] * std::exp(noise(cell, block, twin)) / (1 - waiting);
    values.cold_ns = 2 * values.warm_ns;
    (void)add_trial(dataset, cell, block, made_result(dataset.run.cells[cell], values), twin);
  }
};

void expect(const std::string& text, const std::string& part) {
  EXPECT_NE(text.find(part), std::string::npos) << part << "\n\n" << text;
}

void expect_none(const std::string& text, const std::string& part) {
  EXPECT_EQ(text.find(part), std::string::npos) << part << "\n\n" << text;
}

TEST_F(RunAnswers, OneAllocatorIsToldWithinEachLayout) {
  add("concat", "boxed", "glibc", 100, 100);
  add("concat", "boxed", "mimalloc", 65, 65);
  add("concat", "contiguous", "glibc", 40, 40);
  add("concat", "contiguous", "mimalloc", 63.6, 63.6);
  const std::string text = answer();
  expect(text, "ANSWER mimalloc in place of glibc: time alone, settled (95 %)");
  expect(text, "task boxed contiguous");
  expect(text, "concat 20,000 35 % less (3");
  expect(text, "59 % MORE (5");
  expect(text, "LAYOUT in place of boxed, with glibc: concat contiguous 60.0 % less");
  expect(text,
         "SCALES with 2 workers at once nothing loses: each of 4 rows takes as long as alone, within 3 %");
  expect(text, "; compute 1.00");
  expect_none(text, "NEXT");
}

TEST_F(RunAnswers, ALayoutOfARehearsalIsNoAdvice) {
  for (const char* allocator : {"glibc", "mimalloc"}) {
    add("concat", "boxed", allocator, 100, 100);
    add("concat", "contiguous", allocator, 40, 40);
    add("concat", "again", allocator, 10, 10);
  }
  run_.facts.layouts["again"].rehearsed = true;
  expect(answer(), "LAYOUT in place of boxed, with glibc: concat contiguous 60.0 % less");
}

TEST_F(RunAnswers, ARowThatHasNoCostSaysWhy) {
  add("concat", "boxed", "glibc", 100, 100);
  add("concat", "boxed", "mimalloc", 60, 60);
  Dataset dataset;
  dataset.run = run_;
  Findings findings = analyse(dataset);
  KernelTable table;
  table.kernel = "concat";
  table.baseline = run_.baseline;
  table.rows.resize(2);
  for (Row& row : table.rows) row.layout = "boxed";
  table.rows[0].allocator = "glibc";
  table.rows[0].costs[CostOf::allocator].reference = true;
  table.rows[1].allocator = "mimalloc";
  Cost& cost = table.rows[1].costs[CostOf::allocator];
  cost.against = "boxed glibc";
  for (const auto& [reason, word] : {std::pair("boxed glibc: not settled within 4 iterations", "not settled"),
                                     std::pair("launches of two kinds", "two kinds")}) {
    cost.effect.ratio.reason = reason;
    findings.tables = {table};
    const std::string told =
        unfolded(render(std::vector{run_answer(findings)}, {.columns = 80, .unicode = true}));
    EXPECT_NE(told.find(word), std::string::npos) << told;
  }
}

TEST_F(RunAnswers, OfSeveralAllocatorsTheOneThatIsShownToTakeLeastIsNamed) {
  add("concat", "boxed", "glibc", 100, 100);
  add("concat", "boxed", "mimalloc", 80, 80);
  add("concat", "boxed", "jemalloc", 70, 70);
  add("copy", "boxed", "glibc", 100, 100);
  add("copy", "boxed", "mimalloc", 100, 100);
  add("copy", "boxed", "jemalloc", 130, 130);
  const std::string text = answer();
  expect(text, "ANSWER best of 2 allocators in place of glibc");
  expect(text, "concat 20,000 jemalloc 30 % less (");
  expect(text, "copy 20,000 none is shown to take less");
}

TEST_F(RunAnswers, WhatLosesIsNamedTheWorstFirstAndTheNextCommandAsksWhy) {
  add("concat", "boxed", "glibc", 100, 110);
  add("concat", "boxed", "mimalloc", 100, 100);
  add("copy", "boxed", "glibc", 100, 150);
  add("copy", "boxed", "mimalloc", 100, 101);
  const std::string text = answer();
  expect(text, "SCALES with 2 workers at once 2 of 4 rows lose: boxed copy of 20,000 with glibc 1.5");
  expect(text, "; boxed concat of 20,000 with glibc 1.1");
  expect(text, "NEXT why it loses: allocscale run why --kernel copy");
}

TEST_F(RunAnswers, LayoutsAreComparedWhereThereIsOneAllocator) {
  add("concat", "boxed", "glibc", 100, 100);
  add("concat", "contiguous", "glibc", 25, 25);
  const std::string text = answer();
  expect(text, "ANSWER contiguous in place of boxed: time alone, settled (95 %)");
  expect(text, "concat 20,000 4.0x less (");
  expect_none(text, "LAYOUT");
}

TEST_F(RunAnswers, FewBlocksAreNoVerdict) {
  add("concat", "boxed", "glibc", 100, 150);
  add("concat", "boxed", "mimalloc", 65, 65);
  const std::string text = answer(7);
  expect(text, "SO FAR mimalloc in place of glibc");
  expect(text, "ANSWER not yet: 7 of the 20 blocks that a verdict needs; the same command");
  expect_none(text, "SCALES");
  expect_none(text, "NEXT");
  run_.blocks_wanted = 7;
  expect(answer(7), "that a verdict needs; --blocks 20");
}

TEST_F(RunAnswers, ABusyMachineIsSaidAndNothingIsClaimed) {
  add("concat", "boxed", "glibc", 100, 150);
  add("concat", "boxed", "mimalloc", 65, 65);
  waiting_ = 0.3;
  const std::string text = answer();
  expect(text, "SCALES the machine was busy: other programs had the CPU for up to 30");
  expect(text, "--wait-quiet 5m");
  expect(text, "concat 20,000 busy");
  expect_none(text, "lose");
  expect_none(text, "NEXT");
}

TEST_F(RunAnswers, ARunThatAskedWhyCountsOnlyTasksBesideThemselvesAndHasTheAnswer) {
  add("concat", "boxed", "glibc", 100, 150);
  add("concat", "plain", "glibc", 60, 60);
  add("concat", "again", "glibc", 10, 25);
  run_.facts.layouts["again"].rehearsed = true;
  run_.facts.layouts["boxed"] = {.element_objects = true, .pointers = true};
  run_.facts.layouts["plain"] = {.takes_away = TakenAway{Suspect::indirection, "boxed"}};
  const std::size_t cells = run_.cells.size();
  for (std::size_t i = 0; i < cells; ++i) {
    if (run_.cells[i].layout != "boxed") continue;
    run_.cells.push_back(run_.cells[i]);
    run_.cells.back().siblings = Siblings::stream;
    times_.push_back(run_.cells[i].workers == 1 ? 100e6 : 300e6);
  }
  const std::string text = answer();
  expect(text, "SCALES with 2 workers at once 1 of 2 rows lose: boxed concat of 20,000 with glibc");
  expect_none(text, "2.5");
  expect_none(text, "3.0");
  expect_none(text, "siblings");
  expect(text, "NEXT why it loses: allocscale explain concat");
}

TEST_F(RunAnswers, AFewBusyRowsTakeNothingFromTheOthers) {
  add("concat", "boxed", "glibc", 100, 150);
  add("concat", "boxed", "mimalloc", 65, 65);
  add("concat", "boxed", "jemalloc", 70, 70);
  waiting_ = 0.3;
  waits_ = "jemalloc";
  const std::string text = answer();
  expect(text, "SCALES with 2 workers at once 1 of 2 rows lose: boxed concat of 20,000 with glibc 1.50");
  expect(text, "; of 1 row more nothing is claimed: other programs had the CPU for up to 30 % of the time");
  expect(text, "NEXT why it loses");
}

TEST_F(RunAnswers, WhereHalfOfTheRowsWereBusyNothingIsClaimed) {
  add("concat", "boxed", "glibc", 100, 150);
  add("concat", "boxed", "jemalloc", 70, 70);
  waiting_ = 0.3;
  waits_ = "jemalloc";
  const std::string text = answer();
  expect(text, "SCALES the machine was busy: other programs had the CPU for up to 30");
  expect_none(text, "NEXT");
}

TEST_F(RunAnswers, ALossOfTheMachineIsNoLossOfATask) {
  times_[1] = 70e6;  // of compute with two workers
  add("concat", "boxed", "glibc", 100, 140);
  const std::string text = answer();
  expect(text, "the machine itself slows every task down");
  expect_none(text, "lose");
}

TEST_F(RunAnswers, FailedTrialsAreSaidWithTheFirstMessage) {
  add("concat", "boxed", "glibc", 100, 100);
  add("concat", "boxed", "mimalloc", 65, 65);
  failing_ = 4;  // mimalloc alone
  expect(answer(), "FAILED 1 trial, the first: it stumbled");
}

TEST_F(RunAnswers, NoRunHasMoreThanTenLinesOfEightyColumns) {
  for (const char* kernel : {"append", "bytes", "concat", "copy", "dict", "set", "slice", "sqrt", "str"})
    for (const char* layout : {"boxed", "arena", "contiguous", "ghost", "pyboxed"})
      for (const char* allocator : {"glibc", "jemalloc", "mimalloc"})
        add(kernel, layout, allocator, std::string(allocator) == "glibc" ? 100 : 70, 140);
  const std::string text = page(21);
  std::size_t lines = 0, width = 0, columns = 0;
  for (const char c : text.substr(1)) {
    if (c == '\n') {
      ++lines;
      columns = 0;
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
      width = std::max(width, ++columns);
    }
  }
  EXPECT_LE(lines, 10U) << text;
  EXPECT_LE(width, 80U) << text;
  expect(text, "more layouts: allocscale report");
}

}  // namespace
}  // namespace allocscale
