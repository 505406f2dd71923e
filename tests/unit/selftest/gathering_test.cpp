// Is every planted task counted, also one of which nothing could be named?
#include "harness/selftest/gathering.hpp"

#include <gtest/gtest.h>

#include "harness/selftest/planted_dataset.hpp"

namespace allocscale {
namespace {

Dataset of_kernel(std::string_view kernel) {
  Dataset dataset = planted_dataset_of({});
  for (Cell& cell : dataset.run.cells)
    if (cell.kernel != "compute") cell.kernel = kernel;
  return dataset;
}

std::vector<ConfusionRow> gathered(const Dataset& dataset) {
  SelftestRun run;
  run.planted = true;
  Gathering gathering;
  gathering.add(run, dataset);
  return gathering.results({}).confusion;
}

TEST(Gathering, ATaskThatSettlesIsNamed) {
  const auto rows = gathered(of_kernel("planted-work"));
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].planted->name, "planted-work");
  EXPECT_EQ(rows[0].tasks(), 1);
  EXPECT_EQ(rows[0].unsettled, 0);
}

// Of three iterations, the last takes twice as long as the one before.
TEST(Gathering, ATaskThatDoesNotSettleIsCountedAsSuch) {
  Dataset dataset = of_kernel("planted-work");
  for (StoredTrial& trial : dataset.trials)
    for (WorkerResult& worker : trial.result.workers)
      for (Sample& sample : worker.samples)
        if (sample.iteration == 2) *sample.readings[PhaseMetric::wall_ns] *= 2;
  const auto rows = gathered(dataset);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].unsettled, 1);
  EXPECT_FALSE(rows[0].holds());
}

}  // namespace
}  // namespace allocscale
