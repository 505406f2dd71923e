// Is the use of the CPUs by others told, with names, from recorded texts and from a real competitor?
#include "harness/measure/cpu_use.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <vector>

#include "harness/measure/doctor.hpp"
#include "tests/unit/measure/recorded_machine.hpp"

namespace allocscale {
namespace {

using Cpus = std::vector<int>;

// "pid (name) S 1 …": utime and stime are the 14th and 15th field, the CPU the 39th.
std::string process_stat(int process, const std::string& name, int utime, int stime, int cpu) {
  std::string text = std::to_string(process) + " (" + name + ") S";
  for (int field = 4; field <= 13; ++field) text += " 0";
  text += " " + std::to_string(utime) + " " + std::to_string(stime);
  for (int field = 16; field <= 38; ++field) text += " 0";
  return text + " " + std::to_string(cpu) + " 0 0\n";
}

TEST(CpuUse, TotalsAreOfTheCpusThatAreNamed) {
  const RecordedMachine machine("epyc-vm");
  machine.write("proc/stat",
                "cpu  11 2 3 409 59 6 7 89\ncpu0 10 2 3 400 50 6 7 80\ncpu1 1 0 0 9 9 0 0 9\nintr 5\n");
  machine.write("proc/11/stat", process_stat(11, "a (b) c", 30, 4, 0));
  machine.write("proc/12/stat", process_stat(12, "other", 9, 9, 1));
  machine.write("proc/13/stat", "13 (torn");
  const CpuTotals one = read_cpu_totals(Cpus{0}, machine.root());
  EXPECT_EQ(one.busy_ticks, 28) << "idle, waiting for I/O and steal are nobody's";
  ASSERT_EQ(one.processes.size(), 1U);
  EXPECT_EQ(one.processes.at(11).name, "a (b) c");
  EXPECT_EQ(one.processes.at(11).ticks, 34);
  EXPECT_EQ(read_cpu_totals(Cpus{}, machine.root()).busy_ticks, 29);
  EXPECT_EQ(read_cpu_totals(Cpus{}, machine.root()).processes.size(), 2U);
  EXPECT_EQ(read_cpu_totals(Cpus{0, 7}, machine.root()).busy_ticks, std::nullopt) << "CPU 7 is not there";
}

TEST(CpuUse, OfOthersIsWhatIsNotOneself) {
  CpuTotals before, after;
  before.busy_ticks = 1000;
  after.own_ns = 100'000'000;  // of it threads on these CPUs, wherever the process was seen last
  before.processes = {{1, {"init", 5}}, {7, {"cc1plus", 100}}, {9, {"allocscale", 50}}};
  after.busy_ticks = 1160;
  after.processes = {{1, {"init", 5}}, {7, {"cc1plus", 190}}, {9, {"allocscale", 60}}, {8, {"ld", 20}}};
  const auto use = cpu_use(before, after, 1, 100, 9);
  ASSERT_TRUE(use);
  EXPECT_DOUBLE_EQ(use->others, 1.5) << "0.4 CPUs of processes that cannot be seen";
  EXPECT_EQ(use->users, (std::vector<CpuUser>{{7, "cc1plus", 0.9}, {8, "ld", 0.2}}));
  EXPECT_FALSE(is_quiet(*use));
  EXPECT_EQ(cpu_use_text(*use, 2),
            "other programs use 1.50 of 2 CPUs: cc1plus (pid 7) 0.90, ld (pid 8) 0.20");
  EXPECT_EQ(
      listening_text({0.01, {}, WorkNoise{0.04, 0.123}}, 2),
      "other programs use 0.01 of 2 CPUs; a fixed piece of work varies by 4.0 % and loses 12 % of its time "
      "to interruptions");
  EXPECT_TRUE(is_quiet({0.05, {}}));
  EXPECT_FALSE(is_quiet({0.051, {}}));
  EXPECT_FALSE(cpu_use({}, after, 1, 100, 9));
}

TEST(CpuUse, TheDoctorNamesWhoDisturbs) {
  const Circumstance busy = examine_cpu_use(CpuUse{0.9, {{7, "cc1plus", 0.9}}}, 2);
  EXPECT_TRUE(busy.disturbs);
  EXPECT_NE(busy.state.find("cc1plus (pid 7)"), std::string::npos);
  EXPECT_NE(busy.advice, "");
  EXPECT_FALSE(examine_cpu_use(CpuUse{0.01, {}}, 2).disturbs);
  EXPECT_EQ(examine_cpu_use(std::nullopt, 2).state, "not shown");
}

// This process itself is the stranger: it is read as if another had asked.
TEST(CpuUse, ABusyProcessOfThisMachineIsSeen) {
  CpuTotals before = read_cpu_totals({});
  ASSERT_TRUE(before.busy_ticks);
  volatile std::uint64_t sum = 0;
  CpuTotals after = before;
  while (after.processes.at(::getpid()).ticks < before.processes.at(::getpid()).ticks + 5) {
    for (int i = 0; i < 1'000'000; ++i) sum = sum + 1;
    after = read_cpu_totals({});
  }
  before.own_ns = after.own_ns = 0;
  const auto use = cpu_use(before, after, 1, 100, 0);
  ASSERT_TRUE(use);
  EXPECT_GE(use->others, 0.04);
  EXPECT_TRUE(std::any_of(use->users.begin(), use->users.end(),
                          [](const CpuUser& user) { return user.process == ::getpid(); }));
}

}  // namespace
}  // namespace allocscale
