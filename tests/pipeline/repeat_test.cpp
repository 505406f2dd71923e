// Are blocks run again that were disturbed or cut, no others, no more often than allowed, and does it make no
// difference where a call ended? With the made-up launcher, and steal that is planted.
#include <SQLiteCpp/Database.h>
#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "harness/analysis/findings.hpp"
#include "harness/report/format.hpp"
#include "harness/report/run_notes.hpp"
#include "tests/pipeline/made_up.hpp"

namespace allocscale {
namespace {

constexpr int block_trials = 10;

class RepeatTest : public PipelineTest {
 protected:
  // A tenth of its CPUs' time is stolen from each trial that `steals` names by the number of its call.
  void plant_steal(TrialHost& host, std::function<bool(int)> steals) {
    host.run_trial = [this, steals = std::move(steals)](const TrialOrder& order) {
      now_ += 1;
      TrialResult result = made_up_trial(order, order.environment_pad);
      result.readings[TrialMetric::makespan_ns] = 100'000'000;
      result.readings[TrialMetric::steal_ns] = steals(calls_++) ? 10'000'000 * order.cell.workers : 0;
      return result;
    };
  }

  TrialHost host_with_steal(std::function<bool(int)> steals) {
    TrialHost host = made_up_host();
    plant_steal(host, std::move(steals));
    return host;
  }

  TrialHost quiet_host() {
    return host_with_steal([](int) { return false; });
  }
};

std::set<int> blocks_of(const Dataset& dataset) {
  std::set<int> blocks;
  for (const StoredTrial& trial : dataset.trials) blocks.insert(trial.planned.block);
  return blocks;
}

std::string csv_of(const Dataset& dataset) {
  return find_format("csv").render(report_of(analyse(dataset)), {});
}

int resumed_trials(const Dataset& dataset) {
  int resumed = 0;
  for (const StoredTrial& trial : dataset.trials) resumed += trial.resumed ? 1 : 0;
  return resumed;
}

bool third_block(int call) { return call / block_trials == 2; }

TEST_F(RepeatTest, ADisturbedBlockIsReplacedByTheSameTrialsUnderANewNumber) {
  const Campaign campaign = made_up_campaign();
  Store store = Store::open(folder_ / "store.db");
  const OpenedRun run = open(store, campaign);
  ASSERT_EQ(conduct(campaign, store, run, host_with_steal(third_block)), StopReason::complete);
  EXPECT_EQ(calls_, block_trials * (blocks + 1));
  EXPECT_EQ(last_.done, calls_);
  EXPECT_EQ(last_.done, last_.total);

  const Dataset dataset = store.load(run.id);
  EXPECT_EQ(dataset.replaced, (std::vector{ReplacedBlock{2, BlockStatus::disturbed}}));
  EXPECT_EQ(dataset.trials.size(), static_cast<std::size_t>(block_trials * blocks));
  EXPECT_FALSE(blocks_of(dataset).contains(2));
  const Findings findings = analyse(dataset);
  EXPECT_TRUE(findings.log.disturbed.empty());
  EXPECT_EQ(findings.tables.at(0).blocks, blocks);

  const auto replaced = store.block_trials(run.id, 2), instead = store.block_trials(run.id, 3);
  ASSERT_EQ(replaced.size(), static_cast<std::size_t>(block_trials));
  ASSERT_EQ(instead.size(), replaced.size());
  for (std::size_t i = 0; i < replaced.size(); ++i) {
    EXPECT_EQ(instead[i].planned.cell, replaced[i].planned.cell);
    EXPECT_EQ(instead[i].planned.twin, replaced[i].planned.twin);
    EXPECT_EQ(instead[i].planned.seed, replaced[i].planned.seed);
  }
}

// The run-queue delay lies in the samples, unlike the steal.
TEST_F(RepeatTest, ABlockWhoseTasksWaitedForACpuIsReplaced) {
  const Campaign campaign = made_up_campaign();
  Store store = Store::open(folder_ / "store.db");
  const OpenedRun run = open(store, campaign);
  TrialHost host = made_up_host();
  host.run_trial = [this](const TrialOrder& order) {
    now_ += 1;
    TrialResult result = made_up_trial(order, order.environment_pad);
    const bool waits = third_block(calls_++);
    for (WorkerResult& worker : result.workers)
      for (Sample& sample : worker.samples)
        sample.readings[PhaseMetric::run_delay_ns] = waits ? *sample.readings[PhaseMetric::wall_ns] / 10 : 0;
    return result;
  };
  ASSERT_EQ(conduct(campaign, store, run, host), StopReason::complete);
  EXPECT_EQ(calls_, block_trials * (blocks + 1));
  EXPECT_EQ(store.load(run.id).replaced, (std::vector{ReplacedBlock{2, BlockStatus::disturbed}}));
}

TEST_F(RepeatTest, AMachineThatIsNeverQuietIsMeasuredAFifthMoreAndNoMore) {
  Campaign campaign = made_up_campaign();
  Store store = Store::open(folder_ / "store.db");
  const OpenedRun run = open(store, campaign);
  const auto always = [](int) { return true; };
  ASSERT_EQ(conduct(campaign, store, run, host_with_steal(always)), StopReason::complete);
  EXPECT_EQ(calls_, block_trials * (blocks + blocks / 5));
  EXPECT_EQ(store.load(run.id).replaced.size(), 4U);
  const Findings findings = analyse(store.load(run.id));
  EXPECT_EQ(findings.log.disturbed.size(), static_cast<std::size_t>(blocks));
  EXPECT_EQ(findings.tables.at(0).rows.at(0).alone.flags.trials(QualityFlag::disturbed), blocks);

  ASSERT_EQ(conduct(campaign, store, open(store, campaign), host_with_steal(always)), StopReason::complete);
  EXPECT_EQ(calls_, block_trials * 24);  // the same command runs nothing

  campaign.experiment.blocks = 25;  // one more repeat, and no second judgement of what was kept
  ASSERT_EQ(conduct(campaign, store, open(store, campaign), host_with_steal(always)), StopReason::complete);
  EXPECT_EQ(calls_, block_trials * (24 + 6));
  EXPECT_EQ(store.load(run.id).replaced.size(), 5U);
  EXPECT_EQ(store.load(run.id).replaced.back().block, 24);
}

// What a kill leaves between a block's last trial and its verdict.
TEST_F(RepeatTest, AVerdictThatWasNotStoredIsGivenFromTheStoredTrials) {
  const Campaign campaign = made_up_campaign();
  Store store = Store::open(folder_ / "store.db");
  const OpenedRun run = open(store, campaign);
  TrialHost host = interrupted_after(30);
  plant_steal(host, third_block);
  ASSERT_EQ(conduct(campaign, store, run, host), StopReason::interrupted);
  ASSERT_EQ(store.block_statuses(run.id).at(2), BlockStatus::disturbed);
  SQLite::Database(folder_ / "store.db", SQLite::OPEN_READWRITE)
      .exec("DELETE FROM settled_block WHERE block = 2");

  ASSERT_EQ(conduct(campaign, store, open(store, campaign), quiet_host()), StopReason::complete);
  EXPECT_EQ(calls_, block_trials * (blocks + 1));
  EXPECT_EQ(store.load(run.id).replaced, (std::vector{ReplacedBlock{2, BlockStatus::disturbed}}));
}

TEST_F(RepeatTest, ACutBlockIsRunAgainWholeAndTheTablesAreThoseOfAnUncutRun) {
  const Campaign campaign = made_up_campaign();
  Store whole = Store::open(folder_ / "whole.db");
  const OpenedRun uncut = open(whole, campaign);
  ASSERT_EQ(conduct(campaign, whole, uncut, quiet_host()), StopReason::complete);
  const std::string expected = csv_of(whole.load(uncut.id));

  for (const int trials : {1, 9, 10, 33, 191, 199}) {
    calls_ = 0;
    Store store = Store::open(folder_ / ("cut" + std::to_string(trials)));
    const OpenedRun run = open(store, campaign);
    TrialHost host = interrupted_after(trials);
    plant_steal(host, [](int) { return false; });
    ASSERT_EQ(conduct(campaign, store, run, host), StopReason::interrupted);
    ASSERT_EQ(conduct(campaign, store, open(store, campaign), quiet_host()), StopReason::complete);
    const int wasted = trials % block_trials;
    EXPECT_EQ(calls_, block_trials * blocks + wasted) << trials;
    EXPECT_EQ(last_.done, last_.total) << trials;
    const Dataset dataset = store.load(run.id);
    EXPECT_EQ(resumed_trials(dataset), 0) << trials;
    std::vector<ReplacedBlock> cut;
    if (wasted > 0) cut.push_back({trials / block_trials, BlockStatus::cut});
    EXPECT_EQ(dataset.replaced, cut) << trials;
    EXPECT_EQ(csv_of(dataset), expected) << trials;
  }
}

// The fifth block that is cut, of 20, is not replaced: its rest is run, and flagged.
TEST_F(RepeatTest, ARunThatIsCutAgainAndAgainGetsDone) {
  const Campaign campaign = made_up_campaign();
  Store store = Store::open(folder_ / "store.db");
  const OpenedRun run = open(store, campaign);
  for (int call = 0; call < 5; ++call)
    ASSERT_EQ(conduct(campaign, store, open(store, campaign), interrupted_after(6)), StopReason::interrupted);
  EXPECT_EQ(store.load(run.id).replaced.size(), 4U);
  ASSERT_EQ(conduct(campaign, store, open(store, campaign), made_up_host()), StopReason::complete);
  EXPECT_EQ(calls_, block_trials * blocks + 4 * 6);
  EXPECT_EQ(resumed_trials(store.load(run.id)), 4);
}

// A trial takes longer than the budget: every call runs one, and none is thrown away.
TEST_F(RepeatTest, ABlockThatDoesNotFitIntoTheBudgetIsContinued) {
  Campaign campaign = made_up_campaign();
  campaign.experiment.budget_seconds = 0.5;
  Store store = Store::open(folder_ / "store.db");
  const OpenedRun run = open(store, campaign);
  for (int call = 1; call <= block_trials; ++call) {
    ASSERT_EQ(conduct(campaign, store, open(store, campaign), made_up_host()), StopReason::out_of_budget);
    ASSERT_EQ(calls_, call);
  }
  EXPECT_TRUE(store.load(run.id).replaced.empty());
  EXPECT_EQ(store.block_statuses(run.id).at(0), BlockStatus::counts);
}

TEST_F(RepeatTest, EveryLookIsLoggedOnceOverAllCalls) {
  Campaign campaign = made_up_campaign();
  campaign.experiment.blocks = 25;
  campaign.precision = 0.01;
  Store store = Store::open(folder_ / "store.db");
  const OpenedRun run = open(store, campaign);
  for (int call = 0; call < 2; ++call)  // the second sees what the first saw
    ASSERT_EQ(conduct(campaign, store, open(store, campaign), made_up_host()), StopReason::precise);
  ASSERT_EQ(store.load(run.id).stop_checks.size(), 1U);

  campaign.precision = 1e-9;
  for (int call = 0; call < 2; ++call)
    ASSERT_EQ(conduct(campaign, store, open(store, campaign), made_up_host()), StopReason::complete);
  const std::vector<StopCheck> checks = store.load(run.id).stop_checks;
  ASSERT_EQ(checks.size(), 3U);
  EXPECT_EQ(checks[0].decision, StopDecision::precise);
  EXPECT_EQ(checks[0].wanted, 0.01);
  EXPECT_EQ(checks[1].blocks, 20);
  EXPECT_EQ(checks[1].decision, StopDecision::go_on);
  EXPECT_EQ(checks[1].wanted, 1e-9);
  EXPECT_EQ(checks[2].blocks, 25);
  EXPECT_EQ(checks[2].decision, StopDecision::blocks);
  EXPECT_GT(checks[2].widest.value(), 0);
}

// Looks count the blocks that count.
TEST_F(RepeatTest, ADisturbedBlockIsNoneOfTheBlocksThatAreLookedAt) {
  Campaign campaign = made_up_campaign();
  campaign.experiment.blocks = 40;
  campaign.precision = 0.01;
  Store store = Store::open(folder_ / "store.db");
  const OpenedRun run = open(store, campaign);
  ASSERT_EQ(conduct(campaign, store, run, host_with_steal(third_block)), StopReason::precise);
  EXPECT_EQ(calls_, block_trials * 21);
  EXPECT_EQ(store.load(run.id).stop_checks.at(0).blocks, 20);
}

}  // namespace
}  // namespace allocscale
