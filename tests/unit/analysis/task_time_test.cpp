// Is T the sum over phases, of the right iteration, averaged over workers, and absent rather than short?
#include "harness/analysis/task_time.hpp"

#include <gtest/gtest.h>

#include "harness/selftest/made_trial.hpp"

namespace allocscale {
namespace {

constexpr IterationRange later = {1, 2};

WorkerResult three_iterations() {
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

TEST(TaskTime, IsTheMeanOverTheIterationsAskedFor) {
  const WorkerResult worker = three_iterations();
  EXPECT_DOUBLE_EQ(worker_value(worker, PhaseMetric::wall_ns, cold_iteration).value(), 3300);
  EXPECT_DOUBLE_EQ(worker_value(worker, PhaseMetric::wall_ns, later).value(), (33 + 75) / 2.0);
  EXPECT_DOUBLE_EQ(worker_value(worker, PhaseMetric::wall_ns, IterationRange{2, 9}).value(), 75);
  EXPECT_FALSE(worker_value(worker, PhaseMetric::wall_ns, IterationRange{}));
}

TEST(TaskTime, AnAbsentPartMakesTheSumAbsent) {
  WorkerResult worker = three_iterations();
  worker.samples[4].readings[PhaseMetric::wall_ns].reset();  // operate of iteration 1
  EXPECT_FALSE(worker_value(worker, PhaseMetric::wall_ns, later));
  EXPECT_TRUE(worker_value(worker, PhaseMetric::wall_ns, cold_iteration));
  EXPECT_FALSE(worker_value(worker, PhaseMetric::minor_faults, cold_iteration));
}

TEST(TaskTime, SiblingsHaveNoneAndTakeNoneAway) {
  TrialResult trial = made_result(made_cell("boxed", "glibc", 2));
  const auto time = trial_value(trial, PhaseMetric::wall_ns, later);
  trial.workers[1].sibling = true;
  trial.workers[1].samples.clear();
  EXPECT_EQ(trial_value(trial, PhaseMetric::wall_ns, later), time);
  EXPECT_EQ(largest_peak(trial), 12'000'000);  // of the measured worker, though the sibling's is larger
}

TEST(TaskTime, AnIterationThatTheWorkerLacksHasNoTime) {
  WorkerResult worker = three_iterations();
  worker.samples.resize(3);
  EXPECT_FALSE(worker_value(worker, PhaseMetric::wall_ns, later));
}

TEST(TaskTime, OfATrialIsTheArithmeticMeanOverWorkers) {
  TrialResult trial = made_result(made_cell("boxed", "glibc", 2));
  for (Sample& sample : trial.workers[1].samples)
    sample.readings[PhaseMetric::wall_ns] = 3 * sample.readings[PhaseMetric::wall_ns].value();
  EXPECT_DOUBLE_EQ(trial_value(trial, PhaseMetric::wall_ns, later).value(), 200e6);
  trial.workers[1].samples.clear();
  EXPECT_FALSE(trial_value(trial, PhaseMetric::wall_ns, later));
  EXPECT_FALSE(trial_value(TrialResult{}, PhaseMetric::wall_ns, later));
}

TEST(TaskTime, PeakIsTheLargestWorkersAndAbsentWithoutAllOfThem) {
  TrialResult trial = made_result(made_cell("boxed", "glibc", 2));
  EXPECT_DOUBLE_EQ(largest_peak(trial).value(), 13'000'000);
  trial.workers[0].readings[WorkerMetric::peak_bytes].reset();
  EXPECT_FALSE(largest_peak(trial));
}

// METHOD: the task of a trial with siblings is worker 0's; what the siblings take is not the task's.
TEST(TaskTime, AWorkersMeansAreOfTheTaskAndTheRateIsOfTheSiblings) {
  TrialResult trial = made_result(made_cell("boxed", "glibc", 3));
  const std::int64_t peaks[] = {10, 400, 800};
  for (std::size_t worker = 0; worker < 3; ++worker) {
    trial.workers[worker].readings = {};
    trial.workers[worker].readings[WorkerMetric::peak_bytes] = peaks[worker];
  }
  EXPECT_EQ(worker_means(trial)[WorkerMetric::peak_bytes], 1210.0 / 3);
  EXPECT_EQ(worker_means(trial)[WorkerMetric::sibling_operations_per_s], std::nullopt);
  for (const std::size_t worker : {1U, 2U}) {
    trial.workers[worker].sibling = true;
    trial.workers[worker].readings[WorkerMetric::sibling_operations_per_s] = peaks[worker] / 4;
  }
  EXPECT_EQ(worker_means(trial)[WorkerMetric::peak_bytes], 10);
  EXPECT_EQ(worker_means(trial)[WorkerMetric::sibling_operations_per_s], 150);
  trial.workers[0].readings[WorkerMetric::peak_bytes].reset();
  EXPECT_EQ(worker_means(trial)[WorkerMetric::peak_bytes], std::nullopt) << "a sibling's does not stand in";
}

TEST(TaskTime, AWorkersMeansAreOverThoseThatReport) {
  TrialResult trial = made_result(made_cell("boxed", "glibc", 2));
  trial.workers[1].readings = {};
  EXPECT_EQ(worker_means(trial)[WorkerMetric::peak_bytes],
            static_cast<double>(*trial.workers[0].readings[WorkerMetric::peak_bytes]));
}

TEST(TaskTime, ATrialsMeansAreItsValuesOfEveryMetric) {
  TrialResult trial = made_result(made_cell("boxed", "glibc", 3));
  trial.workers[0].samples[1].readings[PhaseMetric::minor_faults].reset();
  trial.workers[2].sibling = true;
  trial.workers[2].samples.clear();
  for (const IterationRange iterations : {cold_iteration, later})
    for (std::size_t i = 0; i < PhaseMeans::size; ++i)
      EXPECT_EQ(trial_means(trial, iterations).at(i),
                trial_value(trial, static_cast<PhaseMetric>(i), iterations))
          << phase_metrics.at(i).name;
}

}  // namespace
}  // namespace allocscale
