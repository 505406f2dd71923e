// A paired trial with the real runner: is worker 0 really alone when it says so, do all do equal work, and
// does the trial end, however a worker ends?
#include "harness/model/pairs.hpp"

#include <gtest/gtest.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <fstream>
#include <string>
#include <vector>

#include "harness/launch/launch_trial.hpp"
#include "harness/launch/worker_environment.hpp"

namespace allocscale {
namespace {

constexpr int together = 6;

// The first CPUs that this process may use; the same one for all where there is one only.
std::vector<int> cpus_for(int workers) {
  cpu_set_t allowed;
  ::sched_getaffinity(0, sizeof allowed, &allowed);
  std::vector<int> cpus;
  for (int cpu = 0; cpu < CPU_SETSIZE && static_cast<int>(cpus.size()) < workers; ++cpu)
    if (CPU_ISSET(cpu, &allowed)) cpus.push_back(cpu);
  while (static_cast<int>(cpus.size()) < workers) cpus.push_back(cpus.front());
  return cpus;
}

TrialOrder paired_order(int workers = 2, PairOrder pairs = PairOrder::alone_first) {
  TrialOrder order;
  order.cell.kernel = "compute";
  order.cell.layout = "none";
  order.cell.allocator = "glibc";
  order.cell.size = 40'000'000;
  order.cell.workers = workers;
  order.cell.iterations = together;
  order.runner_path = REAL_RUNNER;
  order.environment = scrubbed_environment();
  order.cpus = cpus_for(workers);
  order.deadline_seconds = 120;
  order.pairs = pairs;
  return order;
}

double cpu_seconds_of_children() {
  rusage usage{};
  ::getrusage(RUSAGE_CHILDREN, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

bool no_child_left() { return ::waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD; }

// The children of this process, in the order in which they were started.
std::vector<pid_t> children() {
  std::ifstream list("/proc/thread-self/children");
  std::vector<pid_t> pids;
  for (pid_t pid = 0; list >> pid;) pids.push_back(pid);
  return pids;
}

std::string ways_of(const WorkerResult& worker) {
  std::string ways;
  for (const Sample& sample : worker.samples)
    if (sample.phase == Phase::operate) ways += sample.alone.value() ? 'A' : 'T';
  return ways;
}

TEST(PairsTest, AlternateFromTheThirdIterationOn) {
  const auto ways = [](PairOrder order) {
    std::string text;
    for (int i = 0; i < iterations_of_first(together); ++i) text += is_alone(i, order) ? 'A' : 'T';
    return text;
  };
  EXPECT_EQ(ways(PairOrder::alone_first), "TTATTATAAT");
  EXPECT_EQ(ways(PairOrder::together_first), "TTTAATATTA");
}

TEST(PairsTest, EveryWorkerRunsEquallyManyIterationsTogether) {
  const TrialResult result = launch_trial(paired_order());
  ASSERT_EQ(result.outcome, Outcome::complete) << result.message;
  ASSERT_EQ(result.workers.size(), 2U);
  EXPECT_EQ(ways_of(result.workers[0]), "TTATTATAAT");
  EXPECT_EQ(ways_of(result.workers[1]), "TTTTTT");
  for (const WorkerResult& worker : result.workers)
    EXPECT_TRUE(worker.readings[WorkerMetric::start_skew_ns].has_value());
  EXPECT_FALSE(result.readings[TrialMetric::makespan_ns].has_value());
  EXPECT_GT(result.readings[TrialMetric::overlap_ppm].value_or(0), 0);
}

TEST(PairsTest, TheOrderOfTheFirstPairIsTheOneAskedFor) {
  TrialOrder order = paired_order(3, PairOrder::together_first);
  order.cell.size = 100'000;
  const TrialResult result = launch_trial(order);
  ASSERT_EQ(result.outcome, Outcome::complete) << result.message;
  EXPECT_EQ(ways_of(result.workers[0]), "TTTAATATTA");
  EXPECT_EQ(ways_of(result.workers[2]), "TTTTTT");
}

// A worker that spun while it is held would use as much CPU time as the iterations alone take.
TEST(PairsTest, AHeldWorkerUsesNoCpu) {
  const double before = cpu_seconds_of_children();
  const TrialResult result = launch_trial(paired_order());
  const double used = cpu_seconds_of_children() - before;
  ASSERT_EQ(result.outcome, Outcome::complete) << result.message;
  double measured = 0, alone = 0;
  for (const WorkerResult& worker : result.workers)
    for (const Sample& sample : worker.samples) {
      const double seconds = 1e-9 * static_cast<double>(sample.readings[PhaseMetric::cpu_ns].value());
      measured += seconds;
      if (*sample.alone) alone += seconds;
    }
  EXPECT_LT(used - measured, alone / 2) << "of " << alone << " s alone";
}

TrialResult with_signal(std::size_t child, int signal, double deadline_seconds = 120) {
  TrialOrder order = paired_order();
  order.cell.size = 400'000'000;
  order.deadline_seconds = deadline_seconds;
  TrialResult result = launch_trial(order, {.released = [&] { ::kill(children().at(child), signal); }});
  EXPECT_TRUE(no_child_left());
  return result;
}

TEST(PairsTest, AWorkerThatDiesEndsTheTrial) {
  if (children().empty() && !std::ifstream("/proc/thread-self/children"))
    GTEST_SKIP() << "no list of children";
  for (const std::size_t child : {0U, 1U}) {
    const TrialResult result = with_signal(child, SIGSEGV);
    EXPECT_EQ(outcome_name(result.outcome), outcome_name(Outcome::failed));
    EXPECT_NE(result.message.find("worker " + std::to_string(child) + " was killed by signal 11"),
              std::string::npos)
        << result.message;
  }
}

TEST(PairsTest, TheDeadlineEndsATrialWhoseWorkersWaitForOneAnother) {
  if (!std::ifstream("/proc/thread-self/children")) GTEST_SKIP() << "no list of children";
  const TrialResult result = with_signal(1, SIGSTOP, 3);
  EXPECT_EQ(outcome_name(result.outcome), outcome_name(Outcome::timed_out)) << result.message;
}

TEST(PairsTest, ARunnerRefusesAPairThatItCannotRun) {
  TrialOrder order = paired_order();
  order.cell.iterations = 3;
  EXPECT_NE(launch_trial(order).message.find("--paired needs --iterations 4 or more"), std::string::npos);
}

}  // namespace
}  // namespace allocscale
