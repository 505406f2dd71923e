// Models beside programs as a report tells them, made by hand.
#include "harness/report/fidelity.hpp"

#include <gtest/gtest.h>

#include <string>

#include "harness/report/format.hpp"
#include "tests/golden/golden.hpp"

namespace allocscale {
namespace {

FidelityRow row_of(std::size_t pair, const std::string& allocator, FidelityQuantity quantity, double model,
                   double program, FidelityVerdict verdict) {
  FidelityRow row;
  row.pair = pair;
  row.allocator = allocator;
  row.quantity = quantity;
  row.model = model;
  row.program = program;
  row.ratio = model / program;
  row.verdict = verdict;
  return row;
}

FidelityRow slowdown_row(const std::string& allocator, double model, double program, double half,
                         FidelityVerdict verdict) {
  FidelityRow row = row_of(0, allocator, FidelityQuantity::slowdown, model, program, verdict);
  row.workers = 2;
  row.blocks = 8;
  row.interval = Interval{*row.ratio, *row.ratio - half, *row.ratio + half};
  return row;
}

// One pair with each verdict, one without counts and with one worker only.
Findings made_findings() {
  using Quantity = FidelityQuantity;
  using Verdict = FidelityVerdict;
  Findings findings;
  findings.run.experiment = "made";
  findings.run.fidelity = {
      {"copy", "pyboxed", 1'000'000, 1, "py-copy", "N=1", "nothing", {"Known, by an experiment."}},
      {"sqrt", "boxed", 10, 1, "py-sqrt", "N=2", "nothing", {}}};
  Fidelity& fidelity = findings.fidelity;
  fidelity.rows = {row_of(0, "glibc", Quantity::peak_bytes, 48.06, 47.99, Verdict::pass),
                   row_of(0, "glibc", Quantity::faults, 0.01184, 0.01195, Verdict::pass),
                   slowdown_row("glibc", 1.234, 1.222, 0.043, Verdict::pass),
                   row_of(0, "mimalloc", Quantity::peak_bytes, 61.0, 48.0, Verdict::fail),
                   row_of(0, "mimalloc", Quantity::faults, 0.00003, 0.00021, Verdict::small),
                   slowdown_row("mimalloc", 1, 1.1, 1.5, Verdict::open),
                   row_of(0, "", Quantity::calls, 1.000084, 1.00009, Verdict::pass),
                   row_of(0, "", Quantity::requested_bytes, 28, 32, Verdict::fail),
                   row_of(0, "", Quantity::calls, 1, 1, Verdict::pass),
                   row_of(0, "", Quantity::requested_bytes, 28, 32, Verdict::fail)};
  fidelity.rows[8].most_bytes = fidelity.rows[9].most_bytes = 32;
  for (const auto quantity :
       {Quantity::peak_bytes, Quantity::faults, Quantity::calls, Quantity::requested_bytes}) {
    FidelityRow& row = fidelity.rows.emplace_back();
    row.pair = 1;
    row.quantity = quantity;
    row.allocator = quantity == Quantity::peak_bytes || quantity == Quantity::faults ? "glibc" : "";
    row.reason = row.allocator.empty() ? "not counted" : "timed out";
  }
  fidelity.times = {{0, "glibc", 63.4, 118.2}, {0, "mimalloc", 12'345.0, 14'000.0}, {1, "glibc", {}, 7.0}};
  return findings;
}

std::string told(const char* format, const TerminalStyle& style = {}) {
  const std::string text = find_format(format).render(report_of(made_findings()), style);
  const std::size_t from = text.find(fidelity_heading);
  return from == std::string::npos ? text : text.substr(from);
}

TEST(FidelityTables, Text) { expect_golden("fidelity.txt", told("text", {100, false, true})); }

TEST(FidelityTables, Markdown) { expect_golden("fidelity.md", told("md")); }

TEST(FidelityTables, Csv) { expect_golden("fidelity.csv", told("fidelity")); }

TEST(FidelityTables, TheAnswerSaysHowManyPass) {
  const std::string text = told("text", {100, false, true});
  EXPECT_NE(text.find("ANSWER   PASS: 5 of 14. FAIL: 3. Not judged: 1 small, 1 open, 4 absent.\n"),
            std::string::npos)
      << text;
}

TEST(FidelityTables, ARunWithoutPairsHasNone) {
  for (const char* format : {"text", "md"})
    EXPECT_EQ(find_format(format).render(report_of(Findings{}), {}).find(fidelity_heading),
              std::string::npos);
  EXPECT_EQ(find_format("fidelity").render(report_of(Findings{}), {}).find('\n') + 1,
            find_format("fidelity").render(report_of(Findings{}), {}).size());
}

}  // namespace
}  // namespace allocscale
