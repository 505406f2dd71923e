// Do the tables hold the right trials, with nothing made up where trials are missing?
#include "harness/analysis/findings.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "harness/analysis/false_discovery.hpp"
#include "harness/selftest/made_trial.hpp"
#include "harness/selftest/simulated.hpp"

namespace allocscale {
namespace {

constexpr std::size_t glibc_alone = 0, glibc_two = 1, mimalloc_alone = 2, mimalloc_two = 3;

// boxed glibc (the baseline) and boxed mimalloc, alone and with two workers; a drift over blocks that pairing
// must take out exactly: T = factor · drift, drift from 1 to 1.95.
class FindingsTest : public testing::Test {
 protected:
  FindingsTest() {
    dataset.run.experiment = "quick";
    dataset.run.baseline = {"boxed", "glibc"};
    dataset.run.capacity = 2;
    for (const char* allocator : {"glibc", "mimalloc"})
      for (const int workers : {1, 2}) dataset.run.cells.push_back(made_cell("boxed", allocator, workers));
  }

  void run(std::size_t cell, int block, double warm_ns, bool twin = false) {
    MadeValues values;
    values.warm_ns = warm_ns * (1 + 0.05 * block);
    add_trial(dataset, cell, block, made_result(dataset.run.cells[cell], values), twin);
  }

  void run_blocks(int blocks) {
    for (int block = 0; block < blocks; ++block) {
      run(glibc_alone, block, 100e6);
      run(glibc_two, block, 130e6);
      run(mimalloc_alone, block, 60e6);
      run(mimalloc_two, block, 60e6);
    }
  }

  Dataset dataset;
};

TEST_F(FindingsTest, SlowdownsAndCostsArePairedByBlock) {
  run_blocks(20);
  const Findings findings = analyse(dataset);
  ASSERT_EQ(findings.tables.size(), 1U);
  const KernelTable& table = findings.tables[0];
  EXPECT_EQ(table.blocks, 20);
  EXPECT_EQ(table.headline, 2);
  ASSERT_EQ(table.rows.size(), 2U);
  const AtWorkers& glibc = table.rows[0].together[0];
  EXPECT_NEAR(glibc.slowdown.ratio.value.value(), 1.3, 1e-6);
  EXPECT_NEAR(glibc.slowdown.ratio.interval->low, 1.3, 1e-5);  // no noise within a block
  EXPECT_EQ(glibc.slowdown.verdict, Verdict::loss);
  EXPECT_EQ(table.rows[1].together[0].slowdown.verdict, Verdict::equivalent);
  const Cost& cost = table.rows[1].costs[CostOf::allocator];
  EXPECT_NEAR(cost.effect.ratio.value.value(), 0.6, 1e-6);
  EXPECT_EQ(cost.effect.verdict, Verdict::gain);
  EXPECT_EQ(cost.against, "boxed glibc");
  EXPECT_TRUE(table.rows[0].costs[CostOf::allocator].reference);
  EXPECT_FALSE(table.rows[0].costs[CostOf::allocator].effect.ratio.value);
  EXPECT_GT(table.rows[0].alone.time_ns.interval->high / table.rows[0].alone.time_ns.interval->low, 1.1);
}

TEST_F(FindingsTest, OnlyCompleteTrialsEnterAndLostPartnersAreCounted) {
  run_blocks(21);
  TrialResult crash;
  crash.outcome = Outcome::failed;
  crash.message = "worker 1 was killed by SIGSEGV";
  dataset.trials[1].result = crash;  // glibc, two workers, block 0
  const Row row = analyse(dataset).tables[0].rows[0];
  EXPECT_EQ(row.alone.time_ns.blocks, 21);
  EXPECT_EQ(row.together[0].slowdown.ratio.blocks, 20);
  EXPECT_EQ(row.together[0].slowdown.left_out, 1);
  EXPECT_EQ(row.together[0].slowdown.verdict, Verdict::loss);
  ASSERT_EQ(row.together[0].incomplete.size(), 1U);
  EXPECT_EQ(row.together[0].incomplete[0].message, "worker 1 was killed by SIGSEGV");
  EXPECT_TRUE(row.together[0].flags.flags().has(QualityFlag::failed_trials));
}

TEST_F(FindingsTest, ACellWithoutATrialIsAbsentWithItsReason) {
  run_blocks(20);
  TrialResult skip;
  skip.outcome = Outcome::skipped_memory;
  for (StoredTrial& trial : dataset.trials)
    if (trial.planned.cell == mimalloc_two) trial.result = skip;
  const Row row = analyse(dataset).tables[0].rows[1];
  EXPECT_FALSE(row.together[0].time_ns.value);
  EXPECT_EQ(row.together[0].time_ns.reason, "skipped: memory");
  EXPECT_FALSE(row.together[0].slowdown.ratio.value);
  EXPECT_EQ(row.together[0].slowdown.ratio.reason, "skipped: memory");
  EXPECT_FALSE(row.together[0].per_iteration[PhaseMetric::minor_faults]);
  EXPECT_EQ(row.together[0].incomplete[0].trials, 20);
  EXPECT_TRUE(row.costs[CostOf::allocator].effect.ratio.value);
}

TEST_F(FindingsTest, ACellThatDidNotRunIsInTheTable) {
  run(glibc_alone, 0, 100e6);
  const KernelTable table = analyse(dataset).tables[0];
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(table.rows[1].alone.time_ns.reason, "not measured");
  EXPECT_EQ(table.rows[0].together[0].slowdown.ratio.reason, "not measured");
  EXPECT_TRUE(table.rows[0].alone.time_ns.value);
  EXPECT_FALSE(table.rows[0].alone.time_ns.interval);
  EXPECT_EQ(table.rows[0].alone.time_ns.reason, "one block: no interval");
}

TEST_F(FindingsTest, SixBlocksGiveIntervalsAndNoVerdict) {
  run_blocks(6);
  const Row row = analyse(dataset).tables[0].rows[0];
  EXPECT_EQ(row.together[0].slowdown.verdict, Verdict::none);
  EXPECT_EQ(row.together[0].slowdown.ratio.blocks, 6);
  EXPECT_TRUE(row.together[0].slowdown.ratio.interval);
  EXPECT_TRUE(row.together[0].flags.flags().has(QualityFlag::few_blocks));
}

TEST_F(FindingsTest, TheTwinIsItsOwnRowAndTheCheckComparesItWithTheBaseline) {
  run_blocks(20);
  for (int block = 0; block < 20; ++block) {
    run(glibc_alone, block, 110e6, true);
    run(glibc_two, block, 130e6, true);
  }
  const KernelTable table = analyse(dataset).tables[0];
  ASSERT_EQ(table.rows.size(), 3U);
  EXPECT_TRUE(table.rows[1].twin);
  // The mean of 130/100 and the twin's 130/110.
  EXPECT_NEAR(table.rows[0].together[0].slowdown.ratio.value.value(), 1.3 / std::sqrt(1.1), 1e-6);
  EXPECT_NEAR(table.rows[1].together[0].slowdown.ratio.value.value(), 1.3 / 1.1, 1e-6);
  ASSERT_EQ(table.twin.size(), 2U);
  EXPECT_EQ(table.twin[0].workers, 1);
  EXPECT_NEAR(table.twin[0].difference.ratio.value.value(), 1.1, 1e-6);
  EXPECT_NEAR(table.twin[1].difference.ratio.value.value(), 1 / 1.1, 1e-6);
}

TEST_F(FindingsTest, IterationZeroFaultsStandBesideTheWarmOnes) {
  run_blocks(2);
  const AtWorkers alone = analyse(dataset).tables[0].rows[0].alone;
  EXPECT_DOUBLE_EQ(alone.per_iteration[PhaseMetric::minor_faults].value(), 300);
  EXPECT_DOUBLE_EQ(alone.cold_minor_faults.value(), 900);
  EXPECT_DOUBLE_EQ(alone.peak_bytes.value(), 12'000'000);
}

TEST_F(FindingsTest, AMeanOverTrialsIsAbsentWhereOneTrialLacksTheMetric) {
  run_blocks(3);
  dataset.trials[0].result.workers[0].samples[4].readings[PhaseMetric::minor_faults].reset();  // warm
  const AtWorkers alone = analyse(dataset).tables[0].rows[0].alone;
  EXPECT_FALSE(alone.per_iteration[PhaseMetric::minor_faults]);
  EXPECT_TRUE(alone.cold_minor_faults);
  EXPECT_EQ(alone.time_ns.blocks, 3);
}

TEST_F(FindingsTest, OneIterationMakesTheTableCold) {
  for (Cell& cell : dataset.run.cells) cell.iterations = 1;
  for (int block = 0; block < 2; ++block)
    add_trial(dataset, glibc_alone, block, made_result(dataset.run.cells[glibc_alone]));
  const KernelTable table = analyse(dataset).tables[0];
  EXPECT_EQ(table.estimand, Estimand::cold);
  EXPECT_NEAR(table.rows[0].alone.time_ns.value.value(), 200e6, 1);
}

TEST_F(FindingsTest, MoreWorkersThanCpusAreJudgedAgainstTheirShare) {
  dataset.run.capacity = 1;
  run_blocks(20);
  const AtWorkers at = analyse(dataset).tables[0].rows[0].together[0];
  EXPECT_NEAR(at.slowdown.ratio.value.value(), 1.3, 1e-6);
  ASSERT_TRUE(at.corrected);
  EXPECT_NEAR(at.corrected->ratio.value.value(), 0.65, 1e-6);
  EXPECT_EQ(at.judged().verdict, Verdict::gain);
  EXPECT_TRUE(at.flags.flags().has(QualityFlag::oversubscribed));
}

TEST_F(FindingsTest, FastestAloneNamesAllThatCannotBeToldFromIt) {
  dataset.run.cells.push_back(made_cell("boxed", "tcmalloc", 1));
  run_blocks(20);
  for (int block = 0; block < 20; ++block) run(4, block, block % 2 == 0 ? 62e6 : 59e6);
  const auto fastest = analyse(dataset).tables[0].fastest;
  ASSERT_EQ(fastest.size(), 1U);
  EXPECT_EQ(fastest[0].allocator, "mimalloc");
  EXPECT_EQ(fastest[0].ties, std::vector<std::string>{"tcmalloc"});
  EXPECT_EQ(fastest[0].blocks, 20);
}

// R 4.2.2 would adjust the same way: the family is each row's slowdown and each cost, settled and cold,
// without the twin's.
TEST_F(FindingsTest, PValuesAreAdjustedOverTheWholeFamily) {
  Normal normal(61);
  for (int block = 0; block < 20; ++block) {
    for (const std::size_t cell : {glibc_alone, glibc_two, mimalloc_alone, mimalloc_two})
      run(cell, block, 100e6 * std::exp(normal(cell == glibc_two ? 0.02 : 0, 0.03)));
    run(glibc_alone, block, 100e6 * std::exp(normal(0, 0.03)), true);
    run(glibc_two, block, 100e6 * std::exp(normal(0, 0.03)), true);
  }
  const KernelTable table = analyse(dataset).tables[0];
  const auto& rows = table.rows;
  ASSERT_TRUE(rows[1].twin);
  EXPECT_TRUE(rows[1].together[0].slowdown.p_value);
  EXPECT_FALSE(rows[1].together[0].slowdown.adjusted_p);
  const Effect& cost = rows[2].costs[CostOf::allocator].effect;
  const auto& cold = table.cold.at(0).rows;
  const std::vector<double> p = {rows[0].together[0].slowdown.p_value.value(),
                                 rows[2].together[0].slowdown.p_value.value(),
                                 cost.p_value.value(),
                                 cold[0].together[0].slowdown.p_value.value(),
                                 cold[2].together[0].slowdown.p_value.value(),
                                 cold[2].costs[CostOf::allocator].effect.p_value.value()};
  const std::vector<double> adjusted = discovery_adjusted(p);
  EXPECT_DOUBLE_EQ(rows[0].together[0].slowdown.adjusted_p.value(), adjusted[0]);
  EXPECT_DOUBLE_EQ(rows[2].together[0].slowdown.adjusted_p.value(), adjusted[1]);
  EXPECT_DOUBLE_EQ(cost.adjusted_p.value(), adjusted[2]);
  EXPECT_GT(adjusted[1], p[1]);
  EXPECT_TRUE(rows[1].costs[CostOf::twin].effect.p_value);
  EXPECT_FALSE(rows[1].costs[CostOf::twin].effect.adjusted_p);
}

TEST_F(FindingsTest, AFewBlocksThatDecideTheMeanAreFlagged) {
  run_blocks(20);
  EXPECT_FALSE(analyse(dataset).tables[0].rows[0].together[0].flags.flags().has(QualityFlag::tail_sensitive));
  EXPECT_NEAR(analyse(dataset).tables[0].rows[0].together[0].slowdown.robust->estimate, 1.3, 1e-5);
  for (int block = 0; block < 20; block += 4)  // a later trial takes the place; these are no second kind
    run(glibc_two, block, 100e6 * std::exp(0.9 + 0.125 * block));
  const AtWorkers at = analyse(dataset).tables[0].rows[0].together[0];
  EXPECT_TRUE(at.flags.flags().has(QualityFlag::tail_sensitive));
  EXPECT_NEAR(at.slowdown.robust->estimate, 1.3, 1e-5);
  EXPECT_GT(at.slowdown.ratio.value.value(), 1.9);
}

// A 16-CPU machine: simulated.
TEST_F(FindingsTest, SixLevelsGiveALaw) {
  dataset.run.capacity = 16;
  dataset.run.cells.clear();
  const std::vector<int> levels = {1, 2, 4, 8, 12, 16};
  for (const int workers : levels) dataset.run.cells.push_back(made_cell("boxed", "glibc", workers));
  for (int block = 0; block < 20; ++block)
    for (std::size_t cell = 0; cell < levels.size(); ++cell)
      run(cell, block, 100e6 * law_at({0.05, 0.004}, levels[cell]));
  const Row row = analyse(dataset).tables[0].rows[0];
  ASSERT_TRUE(row.law);
  EXPECT_NEAR(row.law->contention.estimate, 0.05, 1e-6);
  EXPECT_NEAR(row.law->coherency.estimate, 0.004, 1e-6);
  dataset.run.capacity = 12;
  EXPECT_FALSE(analyse(dataset).tables[0].rows[0].law);
}

TEST_F(FindingsTest, TheOverviewHasOneRowPerAllocatorAndOneColumnPerLayout) {
  for (const char* allocator : {"glibc", "mimalloc"})
    for (const int workers : {1, 2}) dataset.run.cells.push_back(made_cell("contiguous", allocator, workers));
  run_blocks(20);
  const auto overviews = analyse(dataset).overviews;
  ASSERT_EQ(overviews.size(), 1U);
  const Overview& overview = overviews[0];
  EXPECT_EQ(overview.layouts, (std::vector<std::string>{"boxed", "contiguous"}));
  ASSERT_EQ(overview.rows.size(), 2U);
  EXPECT_NEAR(overview.rows[0].slowdown[0]->slowdown.ratio.value.value(), 1.3, 1e-6);
  EXPECT_FALSE(overview.rows[0].slowdown[1]->slowdown.ratio.value);
}

TEST_F(FindingsTest, KernelsWithoutAListHaveAnOverviewOfTheirOwn) {
  for (const int workers : {1, 2}) {
    dataset.run.cells.push_back(made_cell("none", "glibc", workers));
    dataset.run.cells.back().kernel = "compute";
  }
  run_blocks(20);
  for (int block = 0; block < 20; ++block)
    for (const std::size_t cell : {4U, 5U}) run(cell, block, 50e6);
  const auto overviews = analyse(dataset).overviews;
  ASSERT_EQ(overviews.size(), 2U);
  EXPECT_EQ(overviews[0].layouts, (std::vector<std::string>{"boxed"}));
  EXPECT_EQ(overviews[0].rows.size(), 2U);
  EXPECT_EQ(overviews[1].layouts, (std::vector<std::string>{"none"}));
  ASSERT_EQ(overviews[1].rows.size(), 1U);
  EXPECT_EQ(overviews[1].rows[0].kernel, "compute");
  EXPECT_NEAR(overviews[1].rows[0].slowdown[0]->slowdown.ratio.value.value(), 1.0, 1e-6);
}

}  // namespace
}  // namespace allocscale
