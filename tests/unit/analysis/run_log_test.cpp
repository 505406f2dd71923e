// How a run was conducted, read from its data set.
#include "harness/analysis/run_log.hpp"

#include <gtest/gtest.h>

#include "harness/base/contains.hpp"
#include "tests/unit/analysis/two_by_two.hpp"

namespace allocscale {
namespace {

TEST_F(TwoByTwo, PerfEventsThatNoTrialCountedAreNamed) {
  EXPECT_TRUE(run_log(dataset).uncounted.empty()) << "without trials nothing is known of them";
  run_blocks(2);
  dataset.run.asked_events = {{"loads", {.config = 0x1d0}}};
  EXPECT_TRUE(contains(run_log(dataset).uncounted, "cycles"));
  EXPECT_TRUE(contains(run_log(dataset).uncounted, "loads"));
  EXPECT_FALSE(contains(run_log(dataset).uncounted, "raw_event_2")) << "nobody asked for it";
  Sample& sample = dataset.trials.back().result.workers.front().samples.front();
  sample.readings[PhaseMetric::cycles] = 5;
  sample.readings[PhaseMetric::raw_event_1] = 5;
  EXPECT_FALSE(contains(run_log(dataset).uncounted, "cycles"));
  EXPECT_FALSE(contains(run_log(dataset).uncounted, "loads"));
  EXPECT_TRUE(contains(run_log(dataset).uncounted, "instructions"));
}

}  // namespace
}  // namespace allocscale
