// Does each trigger raise its flag, just above its bound and not at it, and no other?
#include "harness/analysis/trial_quality.hpp"

#include <gtest/gtest.h>

#include "harness/analysis/trials_at_workers.hpp"
#include "harness/selftest/made_trial.hpp"

namespace allocscale {
namespace {

// Two workers; T = 100 ms, makespan 400 ms.
class TrialQuality : public testing::Test {
 protected:
  [[nodiscard]] std::vector<QualityFlag> flags(int capacity = 2) const {
    return trial_flags(trial, cell, {1, 2}, capacity).list();
  }
  [[nodiscard]] static std::vector<QualityFlag> only(QualityFlag flag) { return {flag}; }
  static std::vector<QualityFlag> nothing() { return {}; }

  Cell cell = made_cell("boxed", "glibc", 2);
  TrialResult trial = made_result(cell);
};

TEST_F(TrialQuality, AQuietTrialRaisesNone) { EXPECT_EQ(flags(), nothing()); }

TEST_F(TrialQuality, StartSkewIsFirstToLastOverOnePercentOfT) {
  trial.workers[0].readings[WorkerMetric::start_skew_ns] = 5'000'000;  // late, but together
  trial.workers[1].readings[WorkerMetric::start_skew_ns] = 6'000'000;
  EXPECT_EQ(flags(), nothing());
  trial.workers[1].readings[WorkerMetric::start_skew_ns] = 6'000'001;
  EXPECT_EQ(flags(), only(QualityFlag::start_skew));
}

TEST_F(TrialQuality, StealIsOverOnePercentOfTheCpusTime) {
  trial.readings[TrialMetric::steal_ns] = 8'000'000;  // of 2 × 400 ms
  EXPECT_EQ(flags(), nothing());
  trial.readings[TrialMetric::steal_ns] = 8'000'001;
  EXPECT_EQ(flags(), only(QualityFlag::steal));
}

TEST_F(TrialQuality, StrangersAreOverFivePercentOfOneCpu) {
  trial.readings[TrialMetric::strangers_ns] = 20'000'000;  // of 400 ms
  EXPECT_EQ(flags(), nothing());
  trial.readings[TrialMetric::strangers_ns] = 20'000'001;
  EXPECT_EQ(flags(), only(QualityFlag::strangers));
}

TEST_F(TrialQuality, ASharedMachine) {
  trial.shared_machine = true;
  EXPECT_EQ(flags(), only(QualityFlag::shared_machine));
}

TEST_F(TrialQuality, AnyThrottling) {
  trial.readings[TrialMetric::throttled_ns] = 1;
  EXPECT_EQ(flags(), only(QualityFlag::throttled));
}

TEST_F(TrialQuality, AnyMajorFault) {
  trial.workers[1].samples.back().readings[PhaseMetric::major_faults] = 1;
  EXPECT_EQ(flags(), only(QualityFlag::major_faults));
}

TEST_F(TrialQuality, AMigrationOfAPinnedWorkerOnly) {
  trial.workers[1].samples.front().readings[PhaseMetric::migrations] = 1;
  EXPECT_EQ(flags(), only(QualityFlag::migrated));
  trial.workers[1].cpu.reset();
  EXPECT_EQ(flags(), nothing());
}

TEST_F(TrialQuality, OverlapUnderNinetyPercent) {
  trial.readings[TrialMetric::overlap_ppm] = 900'000;
  EXPECT_EQ(flags(), nothing());
  trial.readings[TrialMetric::overlap_ppm] = 899'999;
  EXPECT_EQ(flags(), only(QualityFlag::low_overlap));
}

TEST_F(TrialQuality, PerfCountsThatCoverAPartOfTheTime) {
  PhaseReadings& readings = trial.workers[1].samples.front().readings;
  readings[PhaseMetric::perf_enabled_ns] = 100;
  readings[PhaseMetric::perf_running_ns] = 100;
  EXPECT_EQ(flags(), nothing());
  readings[PhaseMetric::perf_running_ns] = 99;
  EXPECT_EQ(flags(), only(QualityFlag::scaled_counts));
}

TEST_F(TrialQuality, SiblingsATenthOffTheirRate) {
  trial.workers[1].sibling = true;
  trial.workers[1].samples.clear();
  trial.readings[TrialMetric::sibling_target_per_s] = 1000;
  for (const std::int64_t kept : {900, 1100}) {
    trial.workers[1].readings[WorkerMetric::sibling_operations_per_s] = kept;
    EXPECT_EQ(flags(), nothing());
  }
  for (const std::int64_t missed : {899, 1101}) {
    trial.workers[1].readings[WorkerMetric::sibling_operations_per_s] = missed;
    EXPECT_EQ(flags(), only(QualityFlag::sibling_rate));
  }
  trial.readings[TrialMetric::sibling_target_per_s].reset();
  EXPECT_EQ(flags(), nothing()) << "no rate to keep to";
}

TEST_F(TrialQuality, MoreWorkersThanCpus) { EXPECT_EQ(flags(1), only(QualityFlag::oversubscribed)); }

TEST_F(TrialQuality, AnAbsentReadingRaisesNone) {
  trial.readings = {};
  for (WorkerResult& worker : trial.workers) {
    worker.readings = {};
    for (Sample& sample : worker.samples) sample.readings = {};
  }
  EXPECT_EQ(flags(), nothing());
}

TEST_F(TrialQuality, FewBlocksFailuresAndPausesAreFlagsOfTheCell) {
  TrialsAtWorkers trials;
  trials.cell = cell;
  trials.iterations.measured = {1, 2};
  StoredTrial stored;
  stored.result = trial;
  for (int block = 0; block < 20; ++block) {
    stored.planned.block = block;
    trials.add(stored, 2);
  }
  EXPECT_TRUE(describe_trials(trials, 2).flags.flags().none());

  trials.complete.erase({19, 0});
  EXPECT_EQ(describe_trials(trials, 2).flags.flags().list(), only(QualityFlag::few_blocks));

  stored.planned.block = 19;
  stored.resumed = true;
  trials.add(stored, 2);
  EXPECT_EQ(describe_trials(trials, 2).flags.flags().list(), only(QualityFlag::resumed_block));
  EXPECT_EQ(describe_trials(trials, 2).flags.trials(QualityFlag::resumed_block), 1);

  stored.resumed = false;
  trials.add(stored, 2);  // the same place again replaces it
  stored.result = {};
  trials.add(stored, 2);
  EXPECT_EQ(describe_trials(trials, 2).flags.flags().list(), only(QualityFlag::failed_trials));
}

TEST_F(TrialQuality, ASkipIsNoFailure) {
  TrialsAtWorkers trials;
  trials.cell = cell;
  trials.iterations.measured = {1, 2};
  StoredTrial stored;
  stored.result.outcome = Outcome::skipped_memory;
  trials.add(stored, 2);
  trials.add(stored, 2);
  EXPECT_EQ(describe_trials(trials, 2).flags.flags().list(), only(QualityFlag::skipped_trials));
  EXPECT_EQ(describe_trials(trials, 2).flags.trials(QualityFlag::skipped_trials), 2);
  stored.result.outcome = Outcome::wrong_allocator;
  trials.add(stored, 2);
  EXPECT_EQ(describe_trials(trials, 2).flags.trials(QualityFlag::failed_trials), 1);
  EXPECT_EQ(describe_trials(trials, 2).flags.trials(QualityFlag::skipped_trials), 2);
}

}  // namespace
}  // namespace allocscale
