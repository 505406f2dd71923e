// The parsing that runs in the measured process, on recorded texts and on noise.
#include "harness/runner/meter/proc_text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>

namespace allocscale {
namespace {

constexpr std::string_view status =
    "Name:\trunner-glibc\nVmPeak:\t    3060 kB\nVmHWM:\t    1784 kB\nVmRSS:\t    1780 kB\nThreads:\t1\n";

constexpr std::string_view rollup =
    "562c485ab000-7fff71d72000 ---p 00000000 00:00 0                          [rollup]\n"
    "Rss:                1728 kB\nPss:                 389 kB\nPss_Dirty:           112 kB\n";

constexpr std::string_view sched =
    "cat (6170, #threads: 1)\n-------------------------------------------------------------------\n"
    "se.exec_start                                :       1548624.642761\n"
    "se.nr_migrations                             :                   22\n"
    "nr_switches                                  :                    7\n"
    "numa_pages_migrated                          :                    3\n";

TEST(ProcTextTest, MemoryLinesAreInBytes) {
  EXPECT_EQ(kilobytes_of(status, "VmHWM"), 1784 * 1024);
  EXPECT_EQ(kilobytes_of(status, "VmRSS"), 1780 * 1024);
  EXPECT_EQ(kilobytes_of(rollup, "Pss"), 389 * 1024);
  EXPECT_EQ(kilobytes_of(status, "VmSwap"), std::nullopt);
  EXPECT_EQ(kilobytes_of("VmRSS:\t18446744073709551615 kB\n", "VmRSS"), std::nullopt);
  EXPECT_EQ(kilobytes_of("VmRSS:\t9223372036854775807 kB\n", "VmRSS"), std::nullopt);
}

TEST(ProcTextTest, AKeyIsAWholeWordAtTheStartOfALine) {
  EXPECT_EQ(value_of("oom_kill_disable 0\nunder_oom 1\noom_kill 3\n", "oom_kill"), 3);
  EXPECT_EQ(value_of("total_inactive_file 9\ninactive_file 5\n", "inactive_file"), 5);
  EXPECT_EQ(value_of("Pss_Dirty: 112 kB\n", "Pss"), std::nullopt);
  EXPECT_EQ(value_of("key\n7\n", "key"), std::nullopt);
  EXPECT_EQ(value_of("key: word\n", "key"), std::nullopt);
  EXPECT_EQ(value_of("", "key"), std::nullopt);
}

TEST(ProcTextTest, Migrations) {
  EXPECT_EQ(migrations_of(sched), 22);
  EXPECT_EQ(migrations_of("numa_pages_migrated : 3\n"), std::nullopt);
}

TEST(ProcTextTest, RunDelay) {
  EXPECT_EQ(run_delay_of("368334838 8142791 199\n"), 8'142'791);
  EXPECT_EQ(run_delay_of("0 0 1\n"), 0) << "a thread that has run and never waited";
  EXPECT_EQ(run_delay_of("0 0 0\n"), std::nullopt) << "a kernel that keeps no account";
  EXPECT_EQ(run_delay_of("368334838 8142791"), std::nullopt);
  EXPECT_EQ(run_delay_of("368334838"), std::nullopt);
  EXPECT_EQ(run_delay_of(""), std::nullopt);
}

TEST(ProcTextTest, WhatIsWrittenIsRead) {
  EXPECT_TRUE(rc::check("a key's number is found among other lines", [](std::int64_t value,
                                                                        std::int64_t other) {
    const std::string text = "first: " + std::to_string(other) + "\nkey \t:  " + std::to_string(value) + "\n";
    RC_ASSERT(value_of(text, "key") == value);
    RC_ASSERT(value_of(text, "first") == other);
  }));
}

TEST(ProcTextTest, NothingIsReadFromNoise) {
  EXPECT_TRUE(rc::check("a text without the key has no value for it", [](const std::string& text) {
    RC_PRE(text.find("key") == std::string::npos);
    RC_ASSERT(!value_of(text, "key"));
    RC_ASSERT(!kilobytes_of(text, "key"));
  }));
  EXPECT_TRUE(rc::check("a run delay needs three fields", [](const std::string& text) {
    RC_PRE(std::count(text.begin(), text.end(), ' ') < 2);
    RC_ASSERT(!run_delay_of(text));
  }));
}

}  // namespace
}  // namespace allocscale
