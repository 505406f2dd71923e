// Is what strangers had of the CPUs told from what a trial's processes had?
#include "harness/measure/strangers.hpp"

#include <gtest/gtest.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <vector>

#include "harness/base/clock.hpp"

namespace allocscale {
namespace {

constexpr std::int64_t tick = 10'000'000;

TEST(Strangers, AreWhatNobodyKnownHad) {
  EXPECT_EQ(strangers_ns({900'000'000, 500'000'000, 10'000'000}, 1, tick), 370'000'000);
  EXPECT_EQ(strangers_ns({900'000'000, 500'000'000, 10'000'000}, 4, tick), 350'000'000);
  EXPECT_EQ(strangers_ns({{}, 500'000'000, 0}, 1, tick), std::nullopt);
  EXPECT_EQ(strangers_ns({900'000'000, {}, 0}, 1, tick), std::nullopt);
}

TEST(Strangers, AreNotMadeByTheRoundingToTicks) {
  EXPECT_EQ(strangers_ns({120'000'000, 100'000'000, 0}, 1, tick), 0);
  EXPECT_EQ(strangers_ns({121'000'000, 100'000'000, 0}, 1, tick), 1'000'000);
  EXPECT_EQ(strangers_ns({90'000'000, 100'000'000, 0}, 1, tick), 0);
}

TEST(Strangers, OfADifferenceAreAbsentWhereAReadingIs) {
  EXPECT_EQ(difference(CpuAccount{10, 20, 30}, {15, 26, 37}), (CpuAccount{5, 6, 7}));
  EXPECT_EQ(difference(CpuAccount{{}, 20, 30}, {15, {}, 37}), (CpuAccount{{}, {}, 7}));
}

// A process that keeps the CPU busy until it is killed, or for so long.
pid_t spin_on(int cpu, std::int64_t ns = 60'000'000'000) {
  const pid_t process = ::fork();
  if (process != 0) return process;
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(static_cast<std::size_t>(cpu), &one);
  ::sched_setaffinity(0, sizeof one, &one);
  const std::int64_t end = monotonic_ns() + ns;
  while (monotonic_ns() < end) {
  }
  ::_exit(0);
}

int some_cpu() {
  cpu_set_t mine;
  EXPECT_EQ(::sched_getaffinity(0, sizeof mine, &mine), 0);
  int cpu = 0;
  while (!CPU_ISSET(static_cast<std::size_t>(cpu), &mine)) ++cpu;
  return cpu;
}

struct Watched {
  std::int64_t elapsed_ns = 0;
  std::int64_t strangers_ns = 0;
};

// A trial whose worker spins for 0.4 s on the CPU, the only one that is watched.
Watched watch_a_worker(int cpu) {
  const std::vector<int> cpus = {cpu};
  StrangerWatch watch(cpus);
  const pid_t worker = spin_on(cpu, 400'000'000);
  watch.release();
  const std::int64_t start = monotonic_ns();
  ::waitpid(worker, nullptr, 0);
  const std::int64_t elapsed = monotonic_ns() - start;
  return {elapsed, watch.strangers_since_release().value_or(-1)};
}

// Holds on a busy machine too: what strangers and the worker had together is no more than there was.
TEST(Strangers, AreNoWorkersAndAreSeenBesideOne) {
  const int cpu = some_cpu();
  rusage before{}, after{};
  ::getrusage(RUSAGE_CHILDREN, &before);
  const Watched alone = watch_a_worker(cpu);
  ::getrusage(RUSAGE_CHILDREN, &after);
  const std::int64_t worker_ns = (after.ru_utime.tv_sec - before.ru_utime.tv_sec) * 1'000'000'000 +
                                 (after.ru_utime.tv_usec - before.ru_utime.tv_usec) * 1'000;
  ASSERT_GE(alone.strangers_ns, 0);
  EXPECT_LE(alone.strangers_ns, alone.elapsed_ns - worker_ns + 2 * tick);

  const pid_t stranger = spin_on(cpu);
  const Watched beside = watch_a_worker(cpu);
  ::kill(stranger, SIGKILL);
  ::waitpid(stranger, nullptr, 0);
  EXPECT_GT(beside.strangers_ns, beside.elapsed_ns / 4) << "it has half of the CPU";
}

}  // namespace
}  // namespace allocscale
