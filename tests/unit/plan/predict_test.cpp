// Predicted time, deadlines and memory.
#include "harness/plan/predict.hpp"

#include <gtest/gtest.h>

#include "harness/plan/expand.hpp"
#include "tests/unit/plan/samples.hpp"

namespace allocscale {
namespace {

constexpr std::int64_t gib = std::int64_t{1} << 30;

Cell cell_of(int workers, int iterations) {
  Cell cell;
  cell.workers = workers;
  cell.iterations = iterations;
  return cell;
}

TEST(Predict, IterationsAndTheQueueForACpuCount) {
  const Demand demand{1000, 0.5};
  EXPECT_DOUBLE_EQ(predicted_seconds(cell_of(1, 1), demand, 2), 0.52);
  EXPECT_DOUBLE_EQ(predicted_seconds(cell_of(2, 3), demand, 2), 1.52);
  EXPECT_DOUBLE_EQ(predicted_seconds(cell_of(5, 2), demand, 2), 2.52);
}

TEST(Predict, AsksOncePerTaskAndNotForMissingRunners) {
  Experiment experiment = sample_experiment();
  experiment.allocators = {"glibc", "jemalloc"};
  const Topology topology = sample_topology(1, 1, 2, 1);
  const Plan plan = expand(experiment, sample_catalog(), topology);
  std::vector<std::string> asked;
  const std::vector<Prediction> predictions =
      predict(plan, topology, sample_catalog(), [&](const Cell& cell) {
        asked.push_back(cell.layout + " " + cell.allocator);
        return Demand{cell.layout == "boxed" ? gib : gib / 4, 0.25};
      });
  EXPECT_EQ(asked, (std::vector<std::string>{"boxed glibc", "contiguous glibc"}));
  ASSERT_EQ(predictions.size(), 8U);
  EXPECT_DOUBLE_EQ(predictions[0].seconds, 1.02);  // 4 iterations
  EXPECT_EQ(predictions[0].bytes, gib);
  EXPECT_EQ(predictions[1].bytes, 2 * gib);
  EXPECT_EQ(predictions[5].bytes, gib / 2);
  EXPECT_EQ(predictions[2].seconds, 0);
  EXPECT_EQ(predictions[2].bytes, 0);
}

// Worker 0 of a paired trial runs two of its five iterations before the pairs, and three of them twice; the
// trial of one worker is cold and short.
TEST(Predict, APairedTrialTakesItsIterationsAloneToo) {
  Experiment experiment = sample_experiment();
  experiment.design = Design::paired;
  experiment.iterations = 5;
  const Topology topology = sample_topology(1, 1, 2, 1);
  const Plan plan = expand(experiment, sample_catalog(), topology);
  const auto predictions = predict(plan, topology, sample_catalog(), [](const Cell&) {
    return Demand{gib, 0.25};
  });
  EXPECT_DOUBLE_EQ(predictions[0].seconds, 0.27);
  EXPECT_DOUBLE_EQ(predictions[1].seconds, 2.02);
  EXPECT_EQ(predictions[1].bytes, 2 * gib);
}

TEST(Predict, ComparisonsThatCannotBePairedAreNotAndOneNoteSaysWhy) {
  Experiment experiment = sample_experiment();
  experiment.design = Design::paired;
  experiment.iterations = 4;
  experiment.workers.push_back({false, 3});
  const Plan plan = expand(experiment, sample_catalog(), sample_topology(1, 1, 2, 1));
  for (std::size_t i = 0; i < plan.cells.size(); ++i) EXPECT_EQ(design_of(plan, i), Design::separate);
  EXPECT_EQ(plan.notes.back(),
            "alone and together in separate processes, not in one: more workers than CPUs (concat)");
}

TEST(Predict, TheDeadlineIsTheSpecsOrGenerous) {
  Experiment experiment;
  EXPECT_DOUBLE_EQ(deadline_seconds(experiment, 0.3, 0), 30);
  EXPECT_DOUBLE_EQ(deadline_seconds(experiment, 5, 0), 100);
  EXPECT_DOUBLE_EQ(deadline_seconds(experiment, 5, 9), 100);
  EXPECT_DOUBLE_EQ(deadline_seconds(experiment, 0.3, 25), 250) << "what was seen counts more";
  EXPECT_DOUBLE_EQ(deadline_seconds(experiment, 1e300, 0), 366.0 * 24 * 3600);
  experiment.deadline_seconds = 7;
  EXPECT_DOUBLE_EQ(deadline_seconds(experiment, 5, 9), 7);
}

TEST(Predict, TooMuchMemoryIsRefusedWithBothFigures) {
  EXPECT_EQ(memory_refusal(cell_of(4, 1), 12 * gib, 10 * gib),
            "4 workers would need 12.0 GiB, more than 90 % of the 10.0 GiB available");
  EXPECT_EQ(memory_refusal(cell_of(1, 1), 10 * gib, 11 * gib),
            "1 worker would need 10.0 GiB, more than 90 % of the 11.0 GiB available");
  EXPECT_EQ(memory_refusal(cell_of(3, 1), 9 * gib, 10 * gib), std::nullopt);  // 9 of 9
  EXPECT_NE(memory_refusal(cell_of(3, 1), 9 * gib + 3, 10 * gib), std::nullopt);
}

TEST(TrialBytes, OneTaskForEachWorkerOrOneAndItsSiblings) {
  Cell cell = cell_of(4, 1);
  const AskDemand ask = [](const Cell& asked) {
    EXPECT_TRUE(asked.layout != "none" || (asked.kernel == "stream-slice" && asked.workers == 1));
    return Demand{asked.layout == "none" ? 7 : 100, 1};
  };
  Runner runner;
  runner.kernels.emplace_back();
  runner.kernels[0].name = "stream-slice";
  runner.kernels[0].facts = {KernelKind::probe, Resource::streaming};
  runner.kernels[0].layouts = {{"boxed", "", "no list"}, {"none", "", ""}};
  EXPECT_EQ(trial_bytes(cell, {}, runner, ask), 400);
  cell.siblings = Siblings::stream;
  EXPECT_EQ(trial_bytes(cell, {}, runner, ask), 100 + 3 * 7);
}

}  // namespace
}  // namespace allocscale
