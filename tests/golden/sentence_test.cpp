// Do the sentences say what the verdict says, and no more?
#include "harness/report/sentence.hpp"

#include <gtest/gtest.h>

#include "harness/report/grid.hpp"
#include "harness/report/machine_sentences.hpp"
#include "harness/report/number_text.hpp"
#include "harness/report/wording.hpp"

namespace allocscale {
namespace {

Effect effect(double low, double ratio, double high, Verdict verdict, int blocks = 20) {
  Effect made;
  made.ratio.value = ratio;
  made.ratio.interval = Interval{ratio, low, high};
  made.ratio.blocks = blocks;
  made.verdict = verdict;
  made.detectable = 0.042;
  return made;
}

Row row(const std::string& allocator, const Effect& slowdown, const Effect& cost = {}) {
  Row made;
  made.layout = "boxed";
  made.allocator = allocator;
  made.baseline = allocator == "glibc";
  made.alone.time_ns.value = 1e6;
  AtWorkers at;
  at.workers = 2;
  at.slowdown = slowdown;
  made.together = {at};
  made.costs[CostOf::allocator].effect = cost;
  return made;
}

class SentenceTest : public testing::Test {
 protected:
  SentenceTest() {
    table.baseline = findings.run.baseline = {"boxed", "glibc"};
    findings.run.capacity = 2;
    table.kernel = "concat";
    table.size = 20000;
    table.workers = {2};
    table.headline = 2;
  }
  Findings findings;
  KernelTable table;
};

TEST_F(SentenceTest, ALossAndNoDifference) {
  table.rows = {row("glibc", effect(1.25, 1.31, 1.37, Verdict::loss)),
                row("mimalloc", effect(0.99, 1.006, 1.02, Verdict::equivalent))};
  EXPECT_EQ(
      slowdown_sentences(table, findings),
      std::vector<std::string>{
          "With glibc, boxed concat of 20,000 takes 1.31× as long with 2 workers as alone (95 % interval "
          "1.25 to 1.37: a loss); with mimalloc 1.01× (0.99 to 1.02: the same within 3 %)."});
}

TEST_F(SentenceTest, AGainAnOpenQuestionAndTooFewBlocks) {
  table.rows = {row("glibc", effect(0.8, 0.9, 0.95, Verdict::gain)),
                row("jemalloc", effect(0.95, 1.02, 1.08, Verdict::inconclusive)),
                row("mimalloc", effect(0.9, 1.1, 1.3, Verdict::none, 6))};
  EXPECT_EQ(
      slowdown_sentences(table, findings),
      std::vector<std::string>{
          "With glibc, boxed concat of 20,000 takes 0.90× as long with 2 workers as "
          "alone (95 % interval 0.80 to 0.95: a gain); with jemalloc 1.02× (0.95 to "
          "1.08: cannot be told from no change; an effect of 4.2 % would have been found in four of five such runs); "
          "with mimalloc 1.10× (0.90 to 1.30: no verdict: 6 blocks, 20 are needed)."});
}

// No launch has the mean of both kinds, so neither it nor a ratio of it is said.
TEST_F(SentenceTest, OfLaunchesOfTwoKindsNoRatioIsSaid) {
  const auto of_two_kinds = [](const Kinds& kinds) {
    Effect made;
    made.ratio.reason = "launches of two kinds";
    made.verdict = Verdict::two_kinds;
    made.kinds = kinds;
    return made;
  };
  const Effect more = of_two_kinds({3, 20, 12, 20, true, true});
  table.rows = {row("glibc", more), row("mimalloc", of_two_kinds({9, 20, 10, 20, true, false})),
                row("jemalloc", of_two_kinds({})), row("tcmalloc", effect(1.25, 1.31, 1.37, Verdict::loss))};
  EXPECT_EQ(
      slowdown_sentences(table, findings)[0],
      "With glibc the launches of boxed concat of 20,000 are of two kinds, so no slowdown with 2 workers is given "
      "(more of them are slow: 3 of 20 alone, 12 of 20 with 2 workers); with mimalloc the launches of boxed concat "
      "of 20,000 are of two kinds, so no slowdown with 2 workers is given (slow are 9 of 20 alone, 10 of 20 with "
      "2 workers); with jemalloc the launches of boxed concat of 20,000 are of two kinds, so no slowdown with 2 "
      "workers is given; with tcmalloc, boxed concat of 20,000 takes 1.31× as long with 2 workers as alone (95 % "
      "interval 1.25 to 1.37: a loss).");

  const Effect any = effect(1, 1, 1, Verdict::equivalent);
  table.rows = {row("glibc", any), row("jemalloc", any, more)};
  EXPECT_EQ(
      cost_sentences(table, findings)[0],
      "Alone, jemalloc is not compared with glibc, since launches are of two kinds (more of them are slow: 3 of 20 "
      "with glibc, 12 of 20 with jemalloc).");

  table.twin = {{2, more}};
  EXPECT_EQ(twin_sentence(table, 0.03),
            "A/A check: none, since launches of the baseline, boxed glibc, or of its twin are of two kinds.");
  table.rows.push_back(row("mimalloc", any));
  table.fastest = {{"boxed", "glibc", {"mimalloc"}, 20}};
  table.fastest[0].of_two_kinds = {"jemalloc"};
  EXPECT_EQ(
      fastest_sentences(table)[0],
      "concat of 20,000, boxed: glibc; mimalloc cannot be told from it; left out, since launches are of two "
      "kinds: jemalloc.");
  findings.uneven = {{"compute", "glibc", "", 2, more}};
  EXPECT_EQ(
      machine_sentences(findings)[0],
      "Whether the machine is even cannot be told: the launches of compute, which needs no memory, are of "
      "two kinds. So no loss is claimed of the kernels beside it with glibc.");
}

TEST_F(SentenceTest, AMissingRowIsSaidSoAndTheNextSpeaksInFull) {
  Effect none;
  none.ratio.reason = "wrong allocator";
  table.rows = {row("tcmalloc", none), row("glibc", effect(1.25, 1.31, 1.37, Verdict::loss))};
  EXPECT_EQ(
      slowdown_sentences(table, findings),
      std::vector<std::string>{
          "With tcmalloc there is no slowdown of boxed concat of 20,000 with 2 workers to report (wrong allocator); with glibc, boxed concat of 20,000 takes 1.31× as "
          "long with 2 workers as alone (95 % interval 1.25 to 1.37: a loss)."});
}

TEST_F(SentenceTest, MoreWorkersThanCpus) {
  table.rows = {row("glibc", effect(2.5, 2.6, 2.7, Verdict::loss))};
  AtWorkers& at = table.rows[0].together[0];
  at.workers = 4;
  table.workers = {4};
  table.headline = 4;
  at.oversubscribed = true;
  at.corrected = effect(1.25, 1.3, 1.35, Verdict::loss);
  EXPECT_EQ(slowdown_sentences(table, findings)[0],
            "With glibc, boxed concat of 20,000 takes 2.60× as long with 4 workers "
            "on 2 CPUs as alone (95 % interval 2.50 to 2.70); that is 1.30× (1.25 "
            "to 1.35) what sharing the CPUs costs a task that computes: a loss.");
}

TEST_F(SentenceTest, ABusyMachineIsToldWithAndWithoutTheWaiting) {
  table.rows = {row("glibc", effect(1.00, 1.07, 1.15, Verdict::busy)),
                row("mimalloc", effect(0.99, 1.006, 1.02, Verdict::equivalent))};
  AtWorkers& at = table.rows[0].together[0];
  at.elapsed_slowdown.value = 1.67;
  at.waiting_share = 0.37;
  EXPECT_EQ(
      slowdown_sentences(table, findings)[0],
      "With glibc, boxed concat of 20,000 takes 1.67× as long with 2 workers as alone, but it waited for a CPU "
      "that other programs had, 37 % of its time with 2 workers; without the waiting 1.07× (1.00 to 1.15): "
      "busy, nothing is claimed; with mimalloc 1.01× (0.99 to 1.02: the same within 3 %).");
  table.rows[0].alone.waiting_share = 0.05;
  EXPECT_NE(slowdown_sentences(table, findings)[0].find(", 5.0 % of its time alone and 37 % with 2 workers;"),
            std::string::npos);
  findings.tables = {table};
  ASSERT_EQ(machine_sentences(findings).size(), 1U);
  EXPECT_TRUE(machine_sentences(findings)[0].starts_with(
      "The machine was busy: in 1 of 2 rows, tasks waited for a CPU that other programs had, up to 37 % of their time."));
}

TEST_F(SentenceTest, AnUnevenMachineIsNamedInPlaceOfALoss) {
  table.rows = {row("glibc", effect(1.1, 1.2, 1.3, Verdict::machine))};
  EXPECT_NE(slowdown_sentences(table, findings)[0].find(
                "no loss is claimed, since the machine may take a part of it"),
            std::string::npos);
  EXPECT_TRUE(machine_sentences(findings).empty());
  findings.uneven = {{"compute", "glibc", "", 2, effect(1.04, 1.05, 1.06, Verdict::loss)}};
  EXPECT_EQ(
      machine_sentences(findings),
      std::vector<std::string>{
          "The machine is not even: compute, which needs no memory, takes 1.05× as long with 2 workers as alone "
          "(1.04 to 1.06), not within 3 %. So no loss is claimed of the kernels beside it with glibc."});
  findings.uneven[0].slowdown.verdict = Verdict::busy;
  findings.uneven[0].waiting_alone = 0.001;
  findings.uneven[0].waiting_together = 0.12;
  EXPECT_EQ(
      machine_sentences(findings),
      std::vector<std::string>{
          "Whether the machine is even cannot be told: compute, which needs no memory, itself waited for a "
          "CPU that other programs had, 12 % of its time with 2 workers. So no loss is claimed of the "
          "kernels beside it with glibc."});
}

TEST_F(SentenceTest, CostsAgainstTheBaseline) {
  const Effect any = effect(1, 1, 1, Verdict::equivalent);
  table.rows = {row("glibc", any),
                row("mimalloc", any, effect(0.56, 0.59, 0.68, Verdict::gain)),
                row("jemalloc", any, effect(1.10, 1.20, 1.31, Verdict::loss)),
                row("tcmalloc", any, effect(0.99, 1.0, 1.01, Verdict::equivalent)),
                row("scudo", any, effect(0.98, 1.01, 1.04, Verdict::inconclusive)),
                row("tbbmalloc", any, effect(0.5, 0.6, 0.7, Verdict::none, 6))};
  EXPECT_EQ(
      cost_sentences(table, findings),
      std::vector<std::string>{
          "Alone, mimalloc takes 41 % less time than glibc (32 to 44 %); jemalloc 20 % more (10 to 31 %); "
          "tcmalloc ties with it (the same within 3 %); scudo cannot be told from it (+1.0 % (−2.0 to +4.0); "
          "an effect of 4.2 % would have been found in four of five such runs); tbbmalloc takes 40 % less time than it (30 to 50 %), no verdict: "
          "6 blocks, 20 are needed."});
}

TEST_F(SentenceTest, FaultsOfIterationZero) {
  const Effect any = effect(1, 1, 1, Verdict::equivalent);
  table.rows = {row("glibc", any), row("mimalloc", any), row("jemalloc", any), row("bump", any)};
  table.rows[0].alone.cold_minor_faults = 657'065;
  table.rows[1].alone.cold_minor_faults = 727;
  table.rows[2].alone.cold_minor_faults = 400'000;
  table.rows[3].alone.cold_minor_faults = 0;
  EXPECT_EQ(fault_sentences(table),
            std::vector<std::string>{
                "In iteration 0, alone, boxed glibc takes 657,065 minor faults; mimalloc "
                "takes 904 times fewer (727), jemalloc 1.6 times fewer (400,000), bump none."});
}

TEST_F(SentenceTest, MoreFaultsThanTheReferenceAreTimesAsMany) {
  const Effect any = effect(1, 1, 1, Verdict::equivalent);
  table.rows = {row("glibc", any), row("mimalloc", any)};
  table.rows[0].alone.cold_minor_faults = 49;
  table.rows[1].alone.cold_minor_faults = 103;
  EXPECT_EQ(
      fault_sentences(table)[0],
      "In iteration 0, alone, boxed glibc takes 49 minor faults; mimalloc takes 2.1 times as many (103).");
  table.rows[0].alone.cold_minor_faults = 0;
  EXPECT_EQ(fault_sentences(table)[0],
            "In iteration 0, alone, boxed glibc takes no minor faults; mimalloc takes 103.");
}

TEST_F(SentenceTest, TheLayoutOfAProbeIsNotNamed) {
  table.kernel = "calloc";
  table.kind = KernelKind::control;
  table.baseline = {"none", "glibc"};
  table.rows = {row("glibc", effect(1.25, 1.31, 1.37, Verdict::loss)), row("mimalloc", {})};
  for (Row& one : table.rows) one.layout = "none";
  table.rows[0].alone.cold_minor_faults = 49;
  table.rows[1].alone.cold_minor_faults = 103;
  table.rows[1].together[0].slowdown.ratio.reason = "failed";
  EXPECT_EQ(slowdown_sentences(table, findings)[0],
            "With glibc, calloc of 20,000 takes 1.31× as long with 2 workers as alone (95 % interval 1.25 to "
            "1.37: a loss); with mimalloc there is no slowdown of calloc of 20,000 with 2 workers to report "
            "(failed).");
  EXPECT_EQ(fault_sentences(table)[0],
            "In iteration 0, alone, glibc takes 49 minor faults; mimalloc takes 2.1 times as many (103).");
  EXPECT_EQ(baseline_text(table), "glibc");
}

TEST_F(SentenceTest, RatiosBeyondThreeAreTimes) {
  const Effect any = effect(1, 1, 1, Verdict::equivalent);
  table.rows = {row("glibc", any), row("mimalloc", any, effect(130, 141.06, 152, Verdict::loss)),
                row("jemalloc", any, effect(0.0300, 0.032, 0.0341, Verdict::gain)),
                row("scudo", any, effect(0.1, 5, 40, Verdict::inconclusive)),
                row("tbbmalloc", any, effect(0.03, 0.032, 0.034, Verdict::none, 6))};
  table.rows[3].costs[CostOf::allocator].effect.detectable = 6.18;
  EXPECT_EQ(
      cost_sentences(table, findings)[0],
      "Alone, mimalloc takes 141 times as long as glibc (130 to 152 times); jemalloc 31.2 times less (29.3 to "
      "33.3 times); scudo cannot be told from it (5.0× as long (0.1–40.0); an effect of 7.2 times would have "
      "been found in four of five such runs); tbbmalloc takes 31.2 times less time than it (29.4 to 33.3 times), "
      "no verdict: 6 blocks, 20 are needed.");
}

TEST_F(SentenceTest, EveryLevelThatWasAskedForIsTold) {
  table.rows = {row("glibc", effect(0.99, 1.0, 1.01, Verdict::equivalent))};
  AtWorkers four = table.rows[0].together[0];
  four.workers = 4;
  four.oversubscribed = true;
  four.slowdown = effect(2.5, 2.6, 2.7, Verdict::loss);
  four.corrected = effect(1.25, 1.3, 1.35, Verdict::loss);
  table.rows[0].together.push_back(four);
  table.workers = {2, 4};
  const auto told = slowdown_sentences(table, findings);
  ASSERT_EQ(told.size(), 2U);
  EXPECT_NE(told[1].find("2.60× as long with 4 workers on 2 CPUs as alone"), std::string::npos) << told[1];
}

// By its own interval a loss; among all contrasts of the run it may be one of the false ones.
TEST_F(SentenceTest, ALossThatDoesNotStandAmongAllIsMarkedInItsOwnCell) {
  Effect loss = effect(1.001, 1.05, 1.1, Verdict::loss);
  loss.adjusted_p = 0.0507;
  table.rows = {row("glibc", loss)};
  const Grid grid = kernel_grid(table, findings);
  bool marked = false;
  for (const GridCell& cell : grid.rows.at(0))
    marked = marked || (cell.text == "LOSS (chance?)" && cell.tone == Tone::doubtful);
  EXPECT_TRUE(marked);
  EXPECT_NE(
      slowdown_sentences(table, findings)[0].find("a loss, though among all comparisons it may be chance"),
      std::string::npos);
  EXPECT_EQ(cost_word(loss), "slower (chance?)");
  loss.adjusted_p = 0.05;
  EXPECT_EQ(slowdown_word(loss), "LOSS");
}

TEST_F(SentenceTest, TheTwinPassesOrWarns) {
  table.twin = {{2, effect(0.97, 0.99, 1.01, Verdict::equivalent)}};
  EXPECT_TRUE(twin_sentence(table, 0.03)
                  .ends_with("0.97 to 1.01): no difference found, as it should be: the same within 3 %."))
      << twin_sentence(table, 0.03);
  table.twin = {{2, effect(0.9, 0.99, 1.09, Verdict::inconclusive)}};
  EXPECT_TRUE(
      twin_sentence(table, 0.03)
          .ends_with(
              "0.90 to 1.09): no difference found, as it should be; an effect of 4.2 % would have been found in four of five such runs."))
      << twin_sentence(table, 0.03);
  table.twin = {{2, effect(1.01, 1.03, 1.05, Verdict::loss)}};
  EXPECT_NE(twin_sentence(table, 0.03).find("the interval misses 1"), std::string::npos);
  table.twin = {{2, effect(0.97, 0.99, 1.01, Verdict::none, 19)}};
  EXPECT_NE(twin_sentence(table, 0.03).find("0.97 to 1.01): no verdict yet: 19 blocks, 20 are needed."),
            std::string::npos);
  table.twin.clear();
  EXPECT_EQ(twin_sentence(table, 0.03), "");
}

TEST_F(SentenceTest, FastestWithItsTies) {
  const Effect any = effect(1, 1, 1, Verdict::equivalent);
  table.rows = {row("glibc", any), row("mimalloc", any), row("jemalloc", any)};
  table.fastest = {{"boxed", "mimalloc", {"jemalloc", "glibc"}, 20}};
  EXPECT_EQ(fastest_sentences(table),
            std::vector<std::string>{
                "concat of 20,000, boxed: mimalloc; jemalloc and glibc cannot be told from it."});
  table.fastest = {{"boxed", "mimalloc", {}, 6}};
  EXPECT_EQ(
      fastest_sentences(table),
      std::vector<std::string>{
          "concat of 20,000, boxed: mimalloc in these blocks, but no verdict: 6 blocks, 20 are needed."});
}

TEST(NumberText, DigitsFollowTheInterval) {
  Estimate ratio = effect(1.2, 1.31, 1.4, Verdict::loss).ratio;
  EXPECT_EQ(ratio_text(ratio), "1.31 (1.20–1.40)");
  ratio.interval = Interval{1.312, 1.309, 1.315};
  ratio.value = 1.312;
  EXPECT_EQ(ratio_text(ratio), "1.312 (1.309–1.315)");
  ratio.interval = Interval{1.03, 1.003, 1.057};  // a loss must not look as if it held 1
  EXPECT_EQ(ratio_text(ratio), "1.312 (1.003–1.057)");
  ratio.interval.reset();
  EXPECT_EQ(ratio_text(ratio), "1.31");
  EXPECT_EQ(ratio_text(Estimate{}), "—");
}

TEST(NumberText, AnIntervalThatSaysNothingIsNotPrintedInFull) {
  const Estimate wild = effect(3e-10, 1.04, 3.2e9, Verdict::none, 2).ratio;
  EXPECT_EQ(ratio_text(wild), "1.04 (0.00–>100)");
  EXPECT_EQ(range_text(wild), "0.00 to >100");
  EXPECT_EQ(change_text(wild), "+4 % (−100 to >100×)");
  EXPECT_EQ(less_or_more_range(effect(1.5, 2.9, 3.2e9, Verdict::loss).ratio), "50 % to >100×");
  EXPECT_EQ(less_or_more_range(effect(3.5, 40, 3.2e9, Verdict::loss).ratio), "3.5 to >100 times");
  AtWorkers at;
  at.time_ns = effect(1, 1e6, 3e300, Verdict::none, 2).ratio;
  EXPECT_EQ(time_text(at), "1.00 ms ±>1000 %");
  EXPECT_EQ(percent_text(4e9), "100×");
  // Large and known is printed.
  EXPECT_EQ(ratio_text(effect(240, 250, 261, Verdict::loss).ratio), "250 (240–261)");
  EXPECT_EQ(ratio_text(effect(90, 99, 110, Verdict::loss).ratio), "99.0 (90.0–110.0)");
}

TEST(NumberText, AbsentIsADashAndATraceIsNotZero) {
  EXPECT_EQ(count_text(std::nullopt), "—");
  EXPECT_EQ(count_text(0.3), "<1");
  EXPECT_EQ(count_text(0), "0");
  EXPECT_EQ(duration_text(std::nullopt), "—");
  EXPECT_EQ(bytes_text(std::nullopt), "—");
}

TEST(NumberText, APValueIsNotRoundedOntoItsLimit) {
  EXPECT_EQ(p_text(0.0507, 0.05), "0.051");
  EXPECT_EQ(p_text(0.05001, 0.05), "0.05001");
  EXPECT_EQ(p_text(0.31, 0.05), "0.31");
  EXPECT_EQ(effect_text(0.042), "4.2 %");
  EXPECT_EQ(effect_text(6.2), "7.2 times");
  EXPECT_EQ(effect_text(1e9), "100 times");
}

TEST(NumberText, ChangesBeyondThreeAreTimes) {
  EXPECT_EQ(change_text(effect(130, 141.06, 152, Verdict::loss).ratio), "141× as long (130–152)");
  EXPECT_EQ(change_text(effect(0.079, 0.081, 0.083, Verdict::gain).ratio), "12.3× less (12.0–12.7)");
  EXPECT_EQ(less_or_more_range(effect(0.77, 1.04, 1.4, Verdict::none).ratio), "−23 to +40 %");
}

TEST(NumberText, ChangesCarryTheirSign) {
  EXPECT_EQ(change_text(effect(0.56, 0.59, 0.68, Verdict::gain).ratio), "−41 % (−44 to −32)");
  EXPECT_EQ(change_text(effect(0.99, 1.0, 1.011, Verdict::equivalent).ratio), "0.0 % (−1.0 to +1.1)");
}

}  // namespace
}  // namespace allocscale
