// One runner speaks for all workers of its trial: forked, or as its threads.
#include <gtest/gtest.h>

#include "harness/launch/launch_trial.hpp"
#include "tests/launch/orders.hpp"
#include "tests/launch/pid_file.hpp"

namespace allocscale {
namespace {

TrialOrder crew_order(const std::string& kernel, StartMethod start = StartMethod::fork) {
  TrialOrder order = misbehaving_order(kernel, "every");
  order.cell.start = start;
  return order;
}

TEST(CrewTest, EachWorkersAnswerIsItsOwn) {
  for (const StartMethod start : {StartMethod::fork, StartMethod::thread}) {
    const PidFile pids;
    TrialOrder order = crew_order("ok", start);
    order.environment.push_back("MISBEHAVING_PIDS=" + pids.path());
    const TrialResult result = launch_trial(order);
    ASSERT_EQ(result.outcome, Outcome::complete) << result.message;
    EXPECT_EQ(pids.read().size(), 1U) << "one runner is executed";
    ASSERT_EQ(result.workers.size(), 2U);
    for (int worker = 0; worker < 2; ++worker) {
      const WorkerResult& one = result.workers[static_cast<std::size_t>(worker)];
      EXPECT_EQ(one.worker, worker);
      ASSERT_EQ(one.samples.size(), 6U);
      EXPECT_EQ(one.samples[3].worker, worker);
      EXPECT_EQ(one.samples[3].readings[PhaseMetric::minor_faults], worker);
    }
  }
}

std::string ending(const std::string& kernel, double deadline_seconds = 120) {
  TrialOrder order = crew_order(kernel);
  order.deadline_seconds = deadline_seconds;
  const TrialResult result = launch_trial(order);
  return std::string(outcome_name(result.outcome)) + ": " + result.message;
}

TEST(CrewTest, HoweverItEndsIsAnOutcome) {
  EXPECT_EQ(ending("crash"),
            "failed: worker 0 was killed by signal 11 (Segmentation fault); last message: 'about to crash'");
  EXPECT_EQ(ending("half-answer"), "failed: worker 1 exited with status 0 without a result");
  EXPECT_EQ(ending("early-result"), "failed: worker 0 sent its result after 3 of 6 samples");
  EXPECT_EQ(ending("late-garbage"), "failed: worker 1 talked garbage after its result: 'and another thing'");
  EXPECT_EQ(ending("unequal-answers"),
            "wrong answer: worker 1 answered 0000000000000001, worker 0 0000000000000000");
  EXPECT_EQ(ending("oom"), "out of memory: worker 0: out of memory: malloc(4096) failed");
  EXPECT_EQ(
      ending("hang-running", 3),
      "timed out: the deadline of 3 s passed: worker 0 hung while running, worker 1 hung while running");
}

}  // namespace
}  // namespace allocscale
