// The meter against work whose cost is known: pages touched, sleeps, and another thread's work that must not
// be counted.
#include "harness/runner/meter/phase_meter.hpp"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include <thread>

#include "harness/runner/meter/worker_memory.hpp"

namespace allocscale {
namespace {

constexpr std::size_t pages = 1000;

void touch_fresh_pages() {
  const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  void* const memory =
      ::mmap(nullptr, pages * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  ASSERT_NE(memory, MAP_FAILED);
  ::madvise(memory, pages * page, MADV_NOHUGEPAGE);
  auto* const bytes = static_cast<volatile char*>(memory);
  for (std::size_t i = 0; i < pages; ++i) bytes[i * page] = 1;
  ::munmap(memory, pages * page);
}

void sleep_a_little() {
  const timespec little{0, 20'000'000};
  ::nanosleep(&little, nullptr);
}

TEST(PhaseMeterTest, CountsTheFaultsOfItsPhase) {
  PhaseMeter meter;
  meter.start();
  const PhaseReadings nothing = meter.stop();
  meter.start();
  touch_fresh_pages();
  const PhaseReadings touched = meter.stop();
  EXPECT_LT(nothing[PhaseMetric::minor_faults].value(), 10);
  EXPECT_GE(touched[PhaseMetric::minor_faults].value(), static_cast<std::int64_t>(pages));
  // An eighth more under AddressSanitizer, whose shadow is touched as well.
  EXPECT_LT(touched[PhaseMetric::minor_faults].value(), static_cast<std::int64_t>(pages + pages / 8) + 50);
  EXPECT_GT(touched[PhaseMetric::cpu_ns].value(), nothing[PhaseMetric::cpu_ns].value());
}

TEST(PhaseMeterTest, ASleepIsWallTimeAndAVoluntarySwitch) {
  PhaseMeter meter;
  meter.start();
  sleep_a_little();
  const PhaseReadings slept = meter.stop();
  EXPECT_GE(slept[PhaseMetric::wall_ns].value(), 20'000'000);
  EXPECT_LT(slept[PhaseMetric::cpu_ns].value(), slept[PhaseMetric::wall_ns].value());
  EXPECT_GE(slept[PhaseMetric::voluntary_switches].value(), 1);
}

// The other thread's pages are touched between this thread's start and stop, so any process-wide counter
// would show them.
TEST(PhaseMeterTest, AnotherThreadsWorkIsNotCounted) {
  PhaseMeter meter;
  std::int64_t others = 0;
  meter.start();
  std::thread other([&others] {
    PhaseMeter own;
    own.start();
    touch_fresh_pages();
    others = own.stop()[PhaseMetric::minor_faults].value();
  });
  other.join();
  const PhaseReadings mine = meter.stop();
  EXPECT_GE(others, static_cast<std::int64_t>(pages));
  EXPECT_LT(mine[PhaseMetric::minor_faults].value(), static_cast<std::int64_t>(pages) / 2);
}

TEST(PhaseMeterTest, AThreadReadsItsOwnFiles) {
  std::thread([] {
    PhaseMeter meter;
    meter.start();
    sleep_a_little();
    const PhaseReadings slept = meter.stop();
    EXPECT_GE(slept[PhaseMetric::voluntary_switches].value(), 1);
    EXPECT_GE(slept[PhaseMetric::run_delay_ns].value_or(0), 0);
    EXPECT_GE(slept[PhaseMetric::migrations].value_or(0), 0);
  }).join();
}

TEST(PhaseMeterTest, FilesThatThisKernelHasAreRead) {
  PhaseMeter meter;
  meter.start();
  const PhaseReadings readings = meter.stop();
  EXPECT_EQ(readings[PhaseMetric::migrations].has_value(), ::access("/proc/thread-self/sched", R_OK) == 0);
  EXPECT_EQ(readings[PhaseMetric::run_delay_ns].has_value(),
            ::access("/proc/thread-self/schedstat", R_OK) == 0);
}

TEST(WorkerMemoryTest, PeakIsAtLeastWhatIsResident) {
  const WorkerReadings memory = read_worker_memory();
  ASSERT_TRUE(memory[WorkerMetric::peak_bytes].has_value());
  ASSERT_TRUE(resident_bytes().has_value());
  EXPECT_GT(*resident_bytes(), 0);
  EXPECT_FALSE(memory[WorkerMetric::start_skew_ns].has_value());
  EXPECT_EQ(memory[WorkerMetric::proportional_bytes].has_value(),
            ::access("/proc/self/smaps_rollup", R_OK) == 0);
  EXPECT_GT(memory[WorkerMetric::proportional_bytes].value_or(1), 0);
}

// Where the kernel gives huge pages to who asks: "always" or "madvise" in its setting, and a free one.
TEST(WorkerMemoryTest, HugePagesAreSeen) {
  constexpr std::size_t bytes = 16 << 20;
  const std::int64_t before = read_worker_memory()[WorkerMetric::anon_huge_bytes].value_or(0);
  void* const memory = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  ASSERT_NE(memory, MAP_FAILED);
  const bool allowed = ::madvise(memory, bytes, MADV_HUGEPAGE) == 0;
  auto* const touched = static_cast<volatile char*>(memory);
  for (std::size_t at = 0; at < bytes; at += 4096) touched[at] = 1;
  const std::int64_t huge = read_worker_memory()[WorkerMetric::anon_huge_bytes].value_or(0) - before;
  ::munmap(memory, bytes);
  if (!allowed || huge == 0) GTEST_SKIP() << "no huge page is given here";
  EXPECT_EQ(huge % (2 << 20), 0);
  EXPECT_LE(huge, static_cast<std::int64_t>(bytes));
  EXPECT_LE(read_worker_memory()[WorkerMetric::anon_huge_bytes].value(), before);
}

TEST(WorkerMemoryTest, ThePeakRemembersMemoryThatIsGone) {
  constexpr std::size_t bytes = 64 << 20;
  void* const memory =
      ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
  ASSERT_NE(memory, MAP_FAILED);
  ::munmap(memory, bytes);
  EXPECT_GE(read_worker_memory()[WorkerMetric::peak_bytes].value(),
            *resident_bytes() + static_cast<std::int64_t>(bytes) / 2);
}

}  // namespace
}  // namespace allocscale
