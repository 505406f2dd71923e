// Is running time judged where it tells of the task, and is a task that waited for a CPU told from one that
// lost?
#include "harness/analysis/running_time.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "harness/analysis/block_repeat.hpp"
#include "harness/analysis/findings.hpp"
#include "harness/selftest/made_trial.hpp"
#include "harness/selftest/simulated.hpp"

namespace allocscale {
namespace {

TEST(RunningTime, IsJudgedWhereEachWorkerIsPinnedToACpuOfItsOwn) {
  Cell cell = made_cell("boxed", "glibc", 2);
  EXPECT_TRUE(judges_running_time(cell, 2));
  EXPECT_FALSE(judges_running_time(cell, 1));  // waiting is what such a cell asks for
  cell.placement = Placement::none;
  EXPECT_FALSE(judges_running_time(cell, 2));
}

TEST(RunningTime, IsElapsedTimeLessTheWaiting) {
  EXPECT_EQ(judged_time({100.0, 30.0, 69.0}, true), 70.0);
  EXPECT_EQ(judged_time({100.0, 30.0, 69.0}, false), 100.0);
  EXPECT_EQ(judged_time({100.0, {}, 69.0}, true), 100.0);
  EXPECT_EQ(judged_time({{}, 30.0, 69.0}, true), std::nullopt);
  EXPECT_EQ(judged_time({100.0, -1.0, 69.0}, true), 100.0);  // clocks that differ by a moment
  EXPECT_DOUBLE_EQ(waiting_share({100.0, 30.0, 69.0}).value(), 0.3);
  EXPECT_EQ(waiting_share({100.0, {}, 69.0}), std::nullopt);
  EXPECT_EQ(waiting_share({0.0, 0.0, 0.0}), std::nullopt);
}

// A wait between the reading of the delay and of the clock is in the delay and not in the elapsed time.
TEST(RunningTime, IsNeverLessThanTheCpuTime) {
  EXPECT_EQ(judged_time({100.0, 60.0, 90.0}, true), 90.0);
  EXPECT_DOUBLE_EQ(waiting_share({100.0, 60.0, 90.0}).value(), 0.1);
}

TEST(RunningTime, ABlockThatWaitedMoreThanThreePercentIsRunAgain) {
  const Cell cell = made_cell("boxed", "glibc", 2);
  MadeValues values;
  values.waiting = 0.03;
  BlockDisturbance block;
  block.add(made_result(cell, values), cell, 2);
  EXPECT_FALSE(is_disturbed(block));
  values.waiting = 0.031;
  block.add(made_result(cell, values), cell, 2);
  EXPECT_TRUE(is_disturbed(block));

  BlockDisturbance shared;  // more workers than CPUs: they must wait
  values.waiting = 0.5;
  shared.add(made_result(cell, values), cell, 1);
  EXPECT_FALSE(is_disturbed(shared));
}

// Kernels that take the same time alone and with two workers, but for `effect`, on a machine where something
// else has a share of the CPUs: tasks wait, and take `waiting` of their elapsed time for it.
class BusyMachine : public testing::Test {
 protected:
  BusyMachine() {
    dataset.run.baseline = {"boxed", "glibc"};
    dataset.run.capacity = 2;
    dataset.run.facts.kernels = {{"compute", {KernelKind::control, Resource::processor}}};
    for (const char* kernel : {"concat", "compute"})
      for (const int workers : {1, 2}) {
        Cell cell = made_cell(kernel == std::string("compute") ? "none" : "boxed", "glibc", workers);
        cell.kernel = kernel;
        dataset.run.cells.push_back(cell);
      }
  }

  // One block for each pair; `running` of a task with two workers over alone, its noise 1 %.
  void run(double waiting_alone, double waiting_together, double running, double compute_running = 1,
           double compute_waiting = -1) {
    dataset.trials.clear();
    Normal noise(7);
    for (int block = 0; block < blocks_for_verdict; ++block)
      for (std::size_t cell = 0; cell < 4; ++cell) {
        const bool together = cell % 2 == 1, computes = cell >= 2;
        MadeValues values;
        values.waiting = computes && compute_waiting >= 0 ? compute_waiting
                         : together                       ? waiting_together
                                                          : waiting_alone;
        const double slowdown = !together ? 1 : computes ? compute_running : running;
        values.warm_ns = 100e6 * slowdown / (1 - *values.waiting);
        for (const bool twin : {false, true}) {
          if (twin && computes) continue;
          MadeValues noisy = values;
          noisy.warm_ns *= std::exp(noise(0, 0.01));
          add_trial(dataset, cell, block, made_result(dataset.run.cells[cell], noisy), twin);
        }
      }
    findings = analyse(dataset);
  }

  [[nodiscard]] const AtWorkers& at(std::size_t table) const {
    return findings.tables[table].rows[0].together[0];
  }

  Dataset dataset;
  Findings findings;
};

TEST_F(BusyMachine, ALittleWaitingIsTakenOutOfTheTime) {
  run(0.001, 0.015, 1);
  EXPECT_EQ(at(0).slowdown.verdict, Verdict::equivalent);
  EXPECT_NEAR(at(0).slowdown.ratio.value.value(), 1, 0.01);
  EXPECT_NEAR(at(0).elapsed_slowdown.value.value(), 1 / 0.985, 0.01);
  EXPECT_NEAR(at(0).waiting_share.value(), 0.015, 1e-6);
}

// Elapsed time is 1.58 times as long, as it was measured beside a compiler.
TEST_F(BusyMachine, MuchWaitingIsNoLossAndNoEquivalence) {
  run(0.001, 0.37, 1);
  EXPECT_EQ(at(0).slowdown.verdict, Verdict::busy);
  EXPECT_NEAR(at(0).elapsed_slowdown.value.value(), 1.58, 0.02);
  EXPECT_NEAR(at(0).slowdown.ratio.value.value(), 1, 0.01);
  EXPECT_FALSE(at(0).slowdown.p_value);
  EXPECT_TRUE(at(0).flags.flags().has(QualityFlag::waited));
  run(0.37, 0.001, 1.2);  // what is on the other CPU disturbs the time alone
  EXPECT_EQ(at(0).slowdown.verdict, Verdict::busy);
}

TEST_F(BusyMachine, WhatIsLostWhileRunningIsALoss) {
  run(0.001, 0.001, 1.2);
  EXPECT_EQ(at(0).slowdown.verdict, Verdict::loss);
  EXPECT_TRUE(findings.uneven.empty());
}

TEST_F(BusyMachine, NoLossIsClaimedWhereTheControlIsNotTheSame) {
  run(0.001, 0.001, 1.2, 1.05);
  EXPECT_EQ(at(1).slowdown.verdict, Verdict::loss);  // the control's own
  EXPECT_EQ(at(0).slowdown.verdict, Verdict::machine);
  ASSERT_EQ(findings.uneven.size(), 1U);
  EXPECT_EQ(findings.uneven[0].kernel, "compute");
  EXPECT_NEAR(findings.uneven[0].slowdown.ratio.value.value(), 1.05, 0.01);
  run(0.001, 0.001, 0.8, 1.05);  // a gain is no loss
  EXPECT_EQ(at(0).slowdown.verdict, Verdict::gain);
}

TEST_F(BusyMachine, ALossBesideABusyControlIsNotClaimedAndTheControlIsNamed) {
  run(0.001, 0.001, 1.2, 1, 0.12);
  EXPECT_EQ(at(1).slowdown.verdict, Verdict::busy);
  EXPECT_EQ(at(0).slowdown.verdict, Verdict::machine);
  ASSERT_EQ(findings.uneven.size(), 1U);
  EXPECT_EQ(findings.uneven[0].slowdown.verdict, Verdict::busy);
  EXPECT_NEAR(findings.uneven[0].waiting_alone.value(), 0.12, 1e-6);
  EXPECT_NEAR(findings.uneven[0].waiting_together.value(), 0.12, 1e-6);
  run(0.001, 0.001, 1, 1, 0.12);  // no loss: the control withholds nothing
  EXPECT_TRUE(findings.uneven.empty());
}

TEST_F(BusyMachine, TheTwinClaimsNothingWhereACopyWaited) {
  run(0.001, 0.001, 1);
  for (const TwinCheck& check : findings.tables[0].twin)
    EXPECT_EQ(check.difference.verdict, Verdict::equivalent) << check.workers;
  run(0.001, 0.37, 1);
  for (const TwinCheck& check : findings.tables[0].twin) {
    EXPECT_EQ(check.difference.verdict, check.workers == 1 ? Verdict::equivalent : Verdict::busy);
    EXPECT_TRUE(check.difference.ratio.value);
  }
  run(0.37, 0.001, 1);
  for (const TwinCheck& check : findings.tables[0].twin)
    EXPECT_EQ(check.difference.verdict, Verdict::busy) << check.workers;
}

// METHOD: elapsed time had 15 to 100 % false losses beside a competitor for 10 % of a CPU or more.
TEST_F(BusyMachine, ACompetitorOfAnySizeMakesNoLossAndHidesNone) {
  for (const double share : {0.05, 0.1, 0.3, 0.5, 0.9}) {
    run(share / 4, share / 2, 1);
    EXPECT_TRUE(at(0).slowdown.verdict == Verdict::busy || at(0).slowdown.verdict == Verdict::equivalent)
        << share;
    run(share / 4, share / 2, 1.07);
    EXPECT_NE(at(0).slowdown.verdict, Verdict::equivalent) << share;
  }
}

}  // namespace
}  // namespace allocscale
