// What the CPU's counters show of a made run: its counts per operation, and what they corroborate.
#include "harness/attribution/counted.hpp"

#include <gtest/gtest.h>

#include "harness/attribution/attribution.hpp"
#include "tests/unit/attribution/ordinary_experiment.hpp"

namespace allocscale {
namespace {

// Events of each sample: `alone` of one worker alone, `together` of each of several.
struct Events {
  std::int64_t alone = 0;
  std::int64_t together = 0;
};

void count(Dataset& dataset, PhaseMetric metric, const Events& events) {
  for (StoredTrial& trial : dataset.trials)
    for (WorkerResult& worker : trial.result.workers)
      for (Sample& sample : worker.samples) {
        sample.readings[metric] = trial.result.workers.size() == 1 ? events.alone : events.together;
        sample.readings[PhaseMetric::perf_enabled_ns] = sample.readings[PhaseMetric::perf_running_ns] = 1000;
      }
}

Dataset counting(const Events& instructions, const Events& cycles, const Events& misses) {
  Dataset dataset = planted_dataset_of(ordinary());
  count(dataset, PhaseMetric::instructions, instructions);
  count(dataset, PhaseMetric::cycles, cycles);
  count(dataset, PhaseMetric::llc_misses, misses);
  return dataset;
}

CountedFinding found(const Dataset& dataset) {
  return counted_finding(attribute(dataset).at(0).counted, dataset.run.margin);
}

TEST(Counted, AMachineWithoutCountersTellsNothing) {
  const Dataset dataset = planted_dataset_of(ordinary());
  EXPECT_TRUE(attribute(dataset).at(0).counted.empty());
  EXPECT_EQ(found(dataset), CountedFinding::nothing);
}

TEST(Counted, EachEventIsGivenAloneAndTogetherPerOperation) {
  const Dataset dataset = counting({3000, 3000}, {6000, 9000}, {10, 40});
  const auto per_iteration = attribute(dataset).at(0).counted;
  ASSERT_EQ(per_iteration.size(), 3U);
  EXPECT_FALSE(per_iteration[0].per_operation);
  EXPECT_EQ(per_iteration[1].metric, PhaseMetric::cycles);
  EXPECT_NEAR(per_iteration[1].ratio.estimate, 1.5, 1e-9);
  EXPECT_NEAR(per_iteration[2].ratio.low, 4, 1e-9);
  const auto per_operation =
      attribute(dataset, [](const Cell&) { return DeclaredWork{.operations = 100}; }).at(0).counted;
  ASSERT_EQ(per_operation.size(), 3U);
  EXPECT_TRUE(per_operation[0].per_operation);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(per_operation[i].alone, per_iteration[i].alone / 100, 1e-9);
    EXPECT_NEAR(per_operation[i].together, per_iteration[i].together / 100, 1e-9);
  }
}

TEST(Counted, AnEventThatTheRunAskedForGoesByItsName) {
  Dataset dataset = planted_dataset_of(ordinary());
  dataset.run.asked_events = {{"a", {.config = 1}}, {"LLC-LOADS", {PERF_TYPE_HW_CACHE, 2}}};
  count(dataset, PhaseMetric::raw_event_2, {10, 30});
  const auto counted = attribute(dataset).at(0).counted;
  ASSERT_EQ(counted.size(), 1U);
  EXPECT_EQ(counted[0].event, "LLC-LOADS");
  EXPECT_NEAR(counted[0].ratio.estimate, 3, 1e-9);
}

TEST(Counted, MoreCyclesOfAsManyInstructionsAreSlowerWork) {
  EXPECT_EQ(found(counting({3000, 3000}, {6000, 9000}, {10, 10})), CountedFinding::slower_work);
  EXPECT_EQ(found(counting({3000, 3000}, {6000, 9000}, {10, 40})), CountedFinding::missing_more);
  EXPECT_EQ(found(counting({3000, 4000}, {6000, 9000}, {10, 40})), CountedFinding::more_work);
  EXPECT_EQ(found(counting({3000, 3000}, {6000, 6000}, {10, 40})), CountedFinding::nothing);
  EXPECT_EQ(found(counting({3000, 2000}, {6000, 9000}, {10, 40})), CountedFinding::nothing);
}

TEST(Counted, WhatIsNotCountedInEveryTrialOfABlockOrIsZeroIsLeftOut) {
  Dataset dataset = counting({3000, 3000}, {6000, 9000}, {0, 40});
  EXPECT_EQ(attribute(dataset).at(0).counted.size(), 2U);
  EXPECT_EQ(found(dataset), CountedFinding::slower_work);
  for (StoredTrial& trial : dataset.trials)
    for (WorkerResult& worker : trial.result.workers)
      for (Sample& sample : worker.samples) sample.readings[PhaseMetric::instructions].reset();
  EXPECT_EQ(attribute(dataset).at(0).counted.size(), 1U);
  EXPECT_EQ(found(dataset), CountedFinding::nothing);
}

}  // namespace
}  // namespace allocscale
