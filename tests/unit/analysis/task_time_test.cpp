// Is T the sum over phases, of the right iteration, averaged over workers, and absent rather than short?
#include "harness/analysis/task_time.hpp"

#include <gtest/gtest.h>

#include "harness/selftest/made_trial.hpp"

namespace allocscale {
namespace {

WorkerResult two_warm_iterations() {
  WorkerResult worker;
  const std::int64_t walls[3][3] = {{1000, 2000, 300}, {10, 20, 3}, {30, 40, 5}};
  for (int iteration = 0; iteration < 3; ++iteration) {
    for (int phase = 0; phase < 3; ++phase) {
      Sample sample;
      sample.iteration = iteration;
      sample.phase = static_cast<Phase>(phase);
      sample.readings[PhaseMetric::wall_ns] = walls[iteration][phase];
      worker.samples.push_back(sample);
    }
  }
  return worker;
}

TEST(TaskTime, ColdIsIterationZeroAndWarmTheMeanOfTheRest) {
  const WorkerResult worker = two_warm_iterations();
  EXPECT_DOUBLE_EQ(worker_value(worker, PhaseMetric::wall_ns, Estimand::cold).value(), 3300);
  EXPECT_DOUBLE_EQ(worker_value(worker, PhaseMetric::wall_ns, Estimand::warm).value(), (33 + 75) / 2.0);
}

TEST(TaskTime, AnAbsentPartMakesTheSumAbsent) {
  WorkerResult worker = two_warm_iterations();
  worker.samples[4].readings[PhaseMetric::wall_ns].reset();  // operate of iteration 1
  EXPECT_FALSE(worker_value(worker, PhaseMetric::wall_ns, Estimand::warm));
  EXPECT_TRUE(worker_value(worker, PhaseMetric::wall_ns, Estimand::cold));
  EXPECT_FALSE(worker_value(worker, PhaseMetric::minor_faults, Estimand::cold));
}

TEST(TaskTime, SiblingsHaveNoneAndTakeNoneAway) {
  TrialResult trial = made_result(made_cell("boxed", "glibc", 2));
  const auto time = trial_value(trial, PhaseMetric::wall_ns, Estimand::warm);
  trial.workers[1].sibling = true;
  trial.workers[1].samples.clear();
  EXPECT_EQ(trial_value(trial, PhaseMetric::wall_ns, Estimand::warm), time);
  EXPECT_EQ(largest_peak(trial), 12'000'000);  // of the measured worker, though the sibling's is larger
}

TEST(TaskTime, OneIterationHasNoWarmTime) {
  WorkerResult worker = two_warm_iterations();
  worker.samples.resize(3);
  EXPECT_FALSE(worker_value(worker, PhaseMetric::wall_ns, Estimand::warm));
}

TEST(TaskTime, OfATrialIsTheArithmeticMeanOverWorkers) {
  TrialResult trial = made_result(made_cell("boxed", "glibc", 2));
  for (Sample& sample : trial.workers[1].samples)
    sample.readings[PhaseMetric::wall_ns] = 3 * sample.readings[PhaseMetric::wall_ns].value();
  EXPECT_DOUBLE_EQ(trial_value(trial, PhaseMetric::wall_ns, Estimand::warm).value(), 200e6);
  trial.workers[1].samples.clear();
  EXPECT_FALSE(trial_value(trial, PhaseMetric::wall_ns, Estimand::warm));
  EXPECT_FALSE(trial_value(TrialResult{}, PhaseMetric::wall_ns, Estimand::warm));
}

TEST(TaskTime, PeakIsTheLargestWorkersAndAbsentWithoutAllOfThem) {
  TrialResult trial = made_result(made_cell("boxed", "glibc", 2));
  EXPECT_DOUBLE_EQ(largest_peak(trial).value(), 13'000'000);
  trial.workers[0].readings[WorkerMetric::peak_bytes].reset();
  EXPECT_FALSE(largest_peak(trial));
}

}  // namespace
}  // namespace allocscale
