// Steal, throttling, stalls and OOM kills from recorded texts; the difference of two readings.
#include "harness/measure/pressure.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <vector>

#include "tests/unit/measure/recorded_machine.hpp"

namespace allocscale {
namespace {

using Cpus = std::vector<int>;

TEST(PressureTest, StallIsTheTotalOfTheSomeLine) {
  EXPECT_EQ(some_stall_us("some avg10=1.44 avg60=0.26 avg300=0.10 total=7505532\nfull avg10=0.00 total=9\n"),
            7'505'532);
  EXPECT_EQ(some_stall_us("full avg10=0.00 avg60=0.00 avg300=0.00 total=9\n"), std::nullopt);
  EXPECT_EQ(some_stall_us("some avg10=0.00\nfull total=9\n"), std::nullopt);
  EXPECT_EQ(some_stall_us(""), std::nullopt);
}

TEST(PressureTest, TotalsOfAVirtualMachine) {
  const RecordedMachine machine("epyc-vm");
  const Pressure now = PressureReader(machine.root()).read(Cpus{});
  EXPECT_TRUE(now.steal_ns.has_value());
  EXPECT_EQ(now.throttled_ns, 0);
  EXPECT_EQ(now.cpu_ns, 7'505'532'000);
  EXPECT_EQ(now.memory_ns, 0);
  EXPECT_EQ(now.io_ns, 11'655'868'000);
}

TEST(PressureTest, WhatAContainerDoesNotShowIsAbsent) {
  const RecordedMachine machine("container-v1");
  const Pressure now = PressureReader(machine.root()).read(Cpus{1, 2});
  EXPECT_EQ(now.steal_ns, 500 * (1'000'000'000 / ::sysconf(_SC_CLK_TCK)));
  EXPECT_EQ(now.throttled_ns, 987'654'321);
  EXPECT_EQ(now.cpu_ns, std::nullopt);
  EXPECT_EQ(now.memory_ns, std::nullopt);
  EXPECT_EQ(now.io_ns, std::nullopt);
}

TEST(PressureTest, ADifferenceIsAbsentWhereEitherSideIs) {
  const Pressure before{100, std::nullopt, 30, 40, std::nullopt};
  const Pressure after{150, 20, 30, std::nullopt, std::nullopt};
  EXPECT_EQ(difference(before, after), (Pressure{50, std::nullopt, 0, std::nullopt, std::nullopt}));
}

TEST(PressureTest, ADifferenceEntersTheReadingsByName) {
  TrialReadings readings;
  enter({1, 2, 3, std::nullopt, 5}, readings);
  EXPECT_EQ(readings[TrialMetric::steal_ns], 1);
  EXPECT_EQ(readings[TrialMetric::throttled_ns], 2);
  EXPECT_EQ(readings[TrialMetric::cpu_pressure_ns], 3);
  EXPECT_EQ(readings[TrialMetric::memory_pressure_ns], std::nullopt);
  EXPECT_EQ(readings[TrialMetric::io_pressure_ns], 5);
  EXPECT_EQ(readings[TrialMetric::makespan_ns], std::nullopt);
}

TEST(PressureTest, OomKillsAreTheOwnGroupsOrElseTheMachines) {
  const RecordedMachine v2("container-v2"), v1("container-v1"), bare("two-package-server");
  EXPECT_EQ(PressureReader(v2.root()).oom_kills(), 1);
  EXPECT_EQ(PressureReader(v1.root()).oom_kills(), 3);
  v1.remove("sys/fs/cgroup/memory/memory.oom_control");
  EXPECT_EQ(PressureReader(v1.root()).oom_kills(), 41);
  v1.remove("proc/vmstat");
  EXPECT_EQ(PressureReader(v1.root()).oom_kills(), std::nullopt);
}

TEST(PressureTest, ThisMachinesTotalsDoNotFall) {
  const PressureReader reader;
  const Pressure before = reader.read(Cpus{});
  const Pressure added = difference(before, reader.read(Cpus{}));
  for (const auto& value : {added.steal_ns, added.throttled_ns, added.cpu_ns, added.memory_ns, added.io_ns})
    EXPECT_GE(value.value_or(0), 0);
}

}  // namespace
}  // namespace allocscale
