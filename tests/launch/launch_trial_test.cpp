// Whatever two workers do: the right outcome, a message that helps, and nobody left.
#include "harness/launch/launch_trial.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <string>

#include "harness/base/error.hpp"
#include "tests/launch/orders.hpp"
#include "tests/launch/pid_file.hpp"

namespace allocscale {
namespace {

struct Behaviour {
  std::string kernel;
  Outcome outcome;
  std::string message;  // part of it
  double deadline_seconds = 120;
};

void PrintTo(const Behaviour& behaviour, std::ostream* stream) { *stream << behaviour.kernel; }

bool exists(pid_t pid) { return ::kill(pid, 0) == 0; }

bool no_child_left() { return ::waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD; }

class MisbehavingWorker : public testing::TestWithParam<Behaviour> {};

TEST_P(MisbehavingWorker, IsAnOutcomeAndLeavesNobody) {
  const PidFile pids;
  TrialOrder order = misbehaving_order(GetParam().kernel);
  order.environment.push_back("MISBEHAVING_PIDS=" + pids.path());
  order.deadline_seconds = GetParam().deadline_seconds;
  const auto result = launch_trial(order);

  EXPECT_EQ(outcome_name(result.outcome), outcome_name(GetParam().outcome));
  EXPECT_NE(result.message.find(GetParam().message), std::string::npos) << result.message;
  EXPECT_EQ(result.message.find('\n'), std::string::npos);
  EXPECT_TRUE(result.workers.empty());
  EXPECT_TRUE(result.readings[TrialMetric::trial_ns].has_value());
  EXPECT_FALSE(result.readings[TrialMetric::makespan_ns].has_value());
  EXPECT_TRUE(no_child_left());
  for (const pid_t pid : pids.read()) EXPECT_FALSE(exists(pid));
}

// The deadlines of the hangs that must be seen after the release leave two starts time enough on a crowded
// machine.
INSTANTIATE_TEST_SUITE_P(
    Workers, MisbehavingWorker,
    testing::Values(
        Behaviour{"crash", Outcome::failed,
                  "worker 1 was killed by signal 11 (Segmentation fault); last message: 'about to crash'"},
        Behaviour{"abort-before-hello", Outcome::failed,
                  "worker 1 was killed by signal 6 (Aborted); last message: 'free(): invalid pointer'"},
        Behaviour{"hang-before-ready", Outcome::timed_out, "worker 1 hung before it was ready", 0.5},
        Behaviour{"hang-running", Outcome::timed_out, "worker 1 hung while running", 5},
        Behaviour{"ignore-sigterm", Outcome::timed_out, "worker 1 hung while running", 5},
        Behaviour{"hang-after-result", Outcome::timed_out, "worker 1 hung after its result", 5},
        Behaviour{"busy-before-ready", Outcome::timed_out,
                  "not done after 0.5 s, using a CPU: worker 1 before it was ready; --deadline", 0.5},
        Behaviour{"busy-running", Outcome::timed_out,
                  "worker 0 hung while running; not done, using a CPU: worker 1 while running", 3},
        Behaviour{"wrong-exit", Outcome::failed, "worker 1 exited with status 3"},
        Behaviour{"oom", Outcome::out_of_memory, "worker 1: out of memory: malloc(4096) failed"},
        Behaviour{"wrong-answer", Outcome::wrong_answer,
                  "worker 1 answered 00000000000000bb where 00000000000000aa is right, in iteration 1"},
        Behaviour{"wrong-allocator", Outcome::wrong_allocator,
                  "malloc belongs to libc.so.6, declared is libmis.so"},
        Behaviour{"other-allocator", Outcome::wrong_allocator,
                  "worker 1 runs on glibc, the cell asks for misbehaving"},
        Behaviour{"garbage", Outcome::failed, "worker 1 talked garbage: 'Hello, ? world!'"},
        Behaviour{"silent-exit", Outcome::failed, "worker 1 exited with status 0 without a result"},
        Behaviour{"flood", Outcome::failed, "worker 1 talked garbage: a line of more than 256 KiB: 'xxxx"},
        Behaviour{"error-flood", Outcome::failed, "worker 1 wrote more than 1024 KiB to its standard error"},
        Behaviour{"late-garbage", Outcome::failed,
                  "worker 1 talked garbage after its result: 'and another thing'"},
        Behaviour{"half-line", Outcome::failed,
                  "worker 1 talked garbage: '{\"event\":\"samp' (the line never ends)"},
        Behaviour{"stdout-closed", Outcome::failed, "worker 1 closed its output without a result"},
        Behaviour{"self-kill", Outcome::failed,
                  "worker 1 was killed by signal 9 (Killed), not by the harness"},
        Behaviour{
            "skipped-sample", Outcome::failed,
            "worker 1 sent the sample of iteration 0, teardown, where that of iteration 0, operate was due"},
        Behaviour{"early-result", Outcome::failed, "worker 1 sent its result after 3 of 6 samples"},
        Behaviour{"old-protocol", Outcome::failed, "worker 1 speaks protocol 0, this harness 2"}));

TEST(LaunchTrialTest, CollectsWhatTheWorkersMeasured) {
  const auto result = launch_trial(misbehaving_order("ok", "every"));
  ASSERT_EQ(result.outcome, Outcome::complete) << result.message;
  EXPECT_EQ(result.message, "");
  ASSERT_EQ(result.workers.size(), 2U);
  for (int worker = 0; worker < 2; ++worker) {
    const WorkerResult& one = result.workers[static_cast<std::size_t>(worker)];
    EXPECT_EQ(one.worker, worker);
    EXPECT_EQ(one.checksum, "00000000000000aa");
    EXPECT_EQ(one.readings[WorkerMetric::start_skew_ns], 7);
    EXPECT_FALSE(one.readings[WorkerMetric::peak_bytes].has_value());
    ASSERT_EQ(one.samples.size(), 6U);
    EXPECT_EQ(one.samples[4].worker, worker);
    EXPECT_EQ(one.samples[4].iteration, 1);
    EXPECT_EQ(one.samples[4].phase, Phase::operate);
    EXPECT_EQ(one.samples[4].readings[PhaseMetric::wall_ns], 1000);
    EXPECT_EQ(one.samples[4].readings[PhaseMetric::minor_faults], worker);
    EXPECT_FALSE(one.samples[4].readings[PhaseMetric::migrations].has_value());
  }
  // The runner claims to have measured from the common start time on, for 2 ms.
  EXPECT_EQ(result.readings[TrialMetric::makespan_ns], 2'000'000);
  EXPECT_EQ(result.readings[TrialMetric::overlap_ppm], 1'000'000);
  EXPECT_GE(result.readings[TrialMetric::harness_cpu_ns].value(), 0);
  EXPECT_GT(result.readings[TrialMetric::trial_ns].value(), 5'000'000);
  EXPECT_TRUE(no_child_left());
}

// For longer than the deadline the harness does not run. Meanwhile the workers fill their pipes, of 64 KiB,
// and can say the rest only afterwards.
TEST(LaunchTrialTest, AWorkerIsNotLateWhileTheHarnessIsStopped) {
  TrialOrder order = misbehaving_order("ok", "every");
  order.cell.iterations = 1000;  // 250 KiB of samples
  order.deadline_seconds = 1;
  const auto result = launch_trial(order, {.released = [] { ::usleep(1'500'000); }});
  EXPECT_EQ(result.outcome, Outcome::complete) << result.message;
  EXPECT_LT(result.readings[TrialMetric::trial_ns].value(), 1'500'000'000);
}

TEST(LaunchTrialTest, WhatAWorkerLeftInAnotherSessionIsEnded) {
  const PidFile pids;
  TrialOrder order = misbehaving_order("leave-session", "every");
  order.environment.push_back("MISBEHAVING_PIDS=" + pids.path());
  EXPECT_EQ(launch_trial(order).outcome, Outcome::complete);
  EXPECT_EQ(pids.read().size(), 4U);
  for (const pid_t pid : pids.read()) EXPECT_FALSE(exists(pid));
  EXPECT_TRUE(no_child_left());
}

TEST(LaunchTrialTest, AWorkerCannotShortenTheSharedPage) {
  EXPECT_EQ(launch_trial(misbehaving_order("shorten-page", "every")).outcome, Outcome::complete);
}

TEST(LaunchTrialTest, UnequalAnswersAreWrong) {
  const auto result = launch_trial(misbehaving_order("unequal-answers", "every"));
  EXPECT_EQ(result.outcome, Outcome::wrong_answer);
  EXPECT_EQ(result.message, "worker 1 answered 0000000000000001, worker 0 0000000000000000");
}

TEST(LaunchTrialTest, SigkillWithARisingCountIsOutOfMemory) {
  std::int64_t kills = 5;
  const auto result =
      launch_trial(misbehaving_order("self-kill"), {.oom_kills = [&] { return std::optional(kills++); }});
  EXPECT_EQ(result.outcome, Outcome::out_of_memory);
  EXPECT_NE(result.message.find("for want of memory"), std::string::npos) << result.message;
}

TEST(LaunchTrialTest, SigkillWithASteadyCountIsAnothersDoing) {
  const TrialWatch watch = {.oom_kills = [] { return std::optional<std::int64_t>(5); }};
  EXPECT_EQ(launch_trial(misbehaving_order("self-kill"), watch).outcome, Outcome::failed);
}

TEST(LaunchTrialTest, ARunnerThatIsNotThereIsAnOutcome) {
  TrialOrder order = misbehaving_order("ok");
  order.runner_path = "/nonexistent/runner-x";
  const auto result = launch_trial(order);
  EXPECT_EQ(result.outcome, Outcome::failed);
  EXPECT_EQ(result.message,
            "the runner cannot be executed: /nonexistent/runner-x: No such file or directory");
  EXPECT_TRUE(no_child_left());
}

TEST(LaunchTrialTest, ReleasedAndStoppedAreCalledOnceEachInOrder) {
  std::string calls;
  const TrialWatch watch = {.released = [&] { calls += "released "; },
                            .stopped = [&] { calls += "stopped "; }};
  EXPECT_EQ(launch_trial(misbehaving_order("ok", "every"), watch).outcome, Outcome::complete);
  EXPECT_EQ(calls, "released stopped ");
  calls.clear();
  EXPECT_EQ(launch_trial(misbehaving_order("crash"), watch).outcome, Outcome::failed);
  EXPECT_EQ(calls, "released stopped ");
  calls.clear();
  EXPECT_EQ(launch_trial(misbehaving_order("garbage"), watch).outcome, Outcome::failed);
  EXPECT_EQ(calls, "");
}

// The worker has answered and does not end: the call must not wait for that.
TEST(LaunchTrialTest, StoppedIsCalledAtTheLastResult) {
  const PidFile pids;
  TrialOrder order = misbehaving_order("hang-after-result", "every", 1);
  order.environment.push_back("MISBEHAVING_PIDS=" + pids.path());
  std::atomic<bool> enough{false};
  bool alive = false;
  const auto stopped = [&] {
    alive = exists(pids.read().at(0));
    enough = true;
  };
  EXPECT_THROW((void)launch_trial(order, {.interrupted = &enough, .stopped = stopped}), Interrupted);
  EXPECT_TRUE(alive);
  EXPECT_TRUE(no_child_left());
}

TEST(LaunchTrialTest, ACallerThatThrowsLeavesNobody) {
  const TrialWatch watch = {.released = [] { throw std::runtime_error("the caller's"); }};
  EXPECT_THROW((void)launch_trial(misbehaving_order("hang-running"), watch), std::runtime_error);
  EXPECT_TRUE(no_child_left());
}

// A descendant that holds the pipes open must neither hold up the trial nor outlive it.
TEST(LaunchTrialTest, AWorkersChildDoesNotHoldUpTheTrial) {
  const PidFile pids;
  TrialOrder order = misbehaving_order("leave-child", "every", 1);
  order.environment.push_back("MISBEHAVING_PIDS=" + pids.path());
  const auto result = launch_trial(order);
  EXPECT_EQ(result.outcome, Outcome::complete) << result.message;
  ASSERT_EQ(pids.read().size(), 2U) << "the worker and its child";
  EXPECT_TRUE(ends(pids.read().back()));
}

std::atomic<bool> interrupted{false};
extern "C" void note_interrupt(int) { interrupted = true; }

// The signal is sent while it is held back, before the wait: only a wait that lets it in at once can see it.
TEST(LaunchTrialTest, ASignalEndsTheTrialAndLeavesNobody) {
  struct sigaction action {};
  action.sa_handler = note_interrupt;
  struct sigaction before {};
  ::sigaction(SIGINT, &action, &before);
  const PidFile pids;
  TrialOrder order = misbehaving_order("hang-running", "every");
  order.environment.push_back("MISBEHAVING_PIDS=" + pids.path());
  const TrialWatch raising = {.interrupted = &interrupted, .released = [] { ::raise(SIGINT); }};
  EXPECT_THROW((void)launch_trial(order, raising), Interrupted);
  EXPECT_EQ(pids.read().size(), 2U);
  for (const pid_t pid : pids.read()) EXPECT_FALSE(exists(pid));
  EXPECT_TRUE(no_child_left());
  order.cell.kernel = "hang-before-ready";  // nothing happens that would end a wait begun in spite of it
  order.deadline_seconds = 100'000;
  EXPECT_THROW((void)launch_trial(order, {.interrupted = &interrupted}), Interrupted)
      << "an interrupt holds until it is cleared";
  interrupted = false;
  ::sigaction(SIGINT, &before, nullptr);
}

std::ptrdiff_t open_descriptors() {
  const std::filesystem::directory_iterator entries("/proc/self/fd");
  return std::distance(begin(entries), end(entries));
}

TEST(LaunchTrialTest, FiftyTrialsLeakNoDescriptor) {
  const std::ptrdiff_t before = open_descriptors();
  for (int trial = 0; trial < 25; ++trial) {
    EXPECT_EQ(launch_trial(misbehaving_order("ok", "every")).outcome, Outcome::complete);
    EXPECT_EQ(launch_trial(misbehaving_order("crash")).outcome, Outcome::failed);
  }
  EXPECT_EQ(open_descriptors(), before);
  EXPECT_TRUE(no_child_left());
}

}  // namespace
}  // namespace allocscale
