// Do siblings go as fast as the kernel does alone, in the iterations that are compared?
#include "harness/conduct/sibling_pace.hpp"

#include <gtest/gtest.h>

#include "harness/model/sibling.hpp"
#include "harness/selftest/made_trial.hpp"

namespace allocscale {
namespace {

// Iteration 0: 600 faults in 0.3 s; later: 30 in 0.1 s. An iteration moves 16 MB.
SiblingPace pace_of(Siblings siblings, Estimand estimand, int iterations = 2) {
  Cell cell = made_cell("boxed", "glibc", 1);
  cell.iterations = iterations;
  cell.siblings = siblings;
  Demand demand;
  demand.work = DeclaredWork{};
  demand.work->logical_bytes = 16'000'000;
  return sibling_pace(cell, estimand, made_result(alone(cell), {100e6, 300e6, 30, 600}), demand);
}

TEST(SiblingPace, IsThatOfTheEstimandsIterations) {
  EXPECT_EQ(pace_of(Siblings::fault, Estimand::settled).operations_per_s, 300);
  EXPECT_EQ(pace_of(Siblings::fault, Estimand::cold).operations_per_s, 2000);
  EXPECT_EQ(pace_of(Siblings::fault, Estimand::settled, 1).operations_per_s, 2000) << "it has no later one";
  EXPECT_EQ(pace_of(Siblings::stream, Estimand::settled).operations_per_s, 10'000'000);
  EXPECT_EQ(pace_of(Siblings::copy, Estimand::cold).operations_per_s, 3'333'333);
}

TEST(SiblingPace, CannotBeToldOfAPilotThatFailedNorOfCompute) {
  EXPECT_FALSE(pace_of(Siblings::compute, Estimand::settled).operations_per_s);
  TrialResult failed;
  failed.outcome = Outcome::timed_out;
  failed.message = "signal 11";
  const SiblingPace pace = sibling_pace(made_cell("boxed", "glibc", 2), Estimand::settled, failed, {});
  EXPECT_FALSE(pace.operations_per_s);
  EXPECT_EQ(pace.outcome, Outcome::timed_out);
  EXPECT_EQ(pace.message, "the pilot for the siblings' rate: signal 11");
}

}  // namespace
}  // namespace allocscale
