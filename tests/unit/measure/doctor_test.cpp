// What the doctor says of recorded machines, and of one file changed at a time.
#include "harness/measure/doctor.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <filesystem>
#include <optional>
#include <set>
#include <stdexcept>

#include "harness/measure/malloc_conf.hpp"
#include "tests/unit/measure/recorded_machine.hpp"

namespace allocscale {
namespace {

TEST(DoctorTest, EveryCircumstanceOfEveryMachineIsWhole) {
  for (const char* name : {"epyc-vm", "two-package-server", "container-v1", "container-v2"}) {
    const RecordedMachine machine(name);
    std::set<std::string> names;
    for (const Circumstance& each : examine(machine.root(), {}, CpuUse{}, 2)) {
      EXPECT_TRUE(names.insert(each.name).second) << each.name;
      EXPECT_FALSE(each.state.empty()) << each.name;
      EXPECT_FALSE(each.effect.empty()) << each.name;
      EXPECT_EQ(each.disturbs, !each.advice.empty()) << name << ": " << each.name;
    }
    EXPECT_EQ(names.size(), 16U);
  }
}

TEST(DoctorTest, AMachineThatShowsNothingDisturbsNothing) {
  const RecordedMachine machine("epyc-vm");
  machine.remove("proc");
  machine.remove("sys");
  for (const Circumstance& each : examine(machine.root(), {}, CpuUse{}, 2))
    EXPECT_FALSE(each.disturbs) << each.name;
}

// The average tells of the last minute, listening of now.
TEST(DoctorTest, TheLoadDisturbsOnlyWhereNobodyListened) {
  const RecordedMachine machine("epyc-vm");
  machine.write("proc/loadavg", "5.00 1.00 1.00 2/99 1234\n");
  const auto load = [&](const std::optional<CpuUse>& use) {
    for (const Circumstance& each : examine(machine.root(), {}, use, 2))
      if (each.name == "load") return each.disturbs;
    throw std::runtime_error("no load");
  };
  EXPECT_TRUE(load(std::nullopt));
  EXPECT_FALSE(load(CpuUse{}));
}

TEST(DoctorTest, TheGovernorOfEveryCpuCounts) {
  const RecordedMachine machine("epyc-vm");
  EXPECT_EQ(examine_governor(machine.root()).state,
            "not shown: there is no cpufreq (the host of this virtual machine decides)");
  machine.write("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n");
  EXPECT_FALSE(examine_governor(machine.root()).disturbs);
  machine.write("sys/devices/system/cpu/cpu1/cpufreq/scaling_governor", "powersave\n");
  const Circumstance mixed = examine_governor(machine.root());
  EXPECT_EQ(mixed.state, "performance, powersave");
  EXPECT_TRUE(mixed.disturbs);
}

TEST(DoctorTest, TurboIsWrittenInTwoWays) {
  const RecordedMachine machine("two-package-server");
  machine.write("sys/devices/system/cpu/cpufreq/boost", "1\n");
  EXPECT_EQ(examine_turbo(machine.root()).advice, "echo 0 | sudo tee /sys/devices/system/cpu/cpufreq/boost");
  machine.write("sys/devices/system/cpu/intel_pstate/no_turbo", "1\n");  // the driver's own word is the last
  EXPECT_FALSE(examine_turbo(machine.root()).disturbs);
  machine.write("sys/devices/system/cpu/intel_pstate/no_turbo", "0\n");
  EXPECT_EQ(examine_turbo(machine.root()).advice,
            "echo 1 | sudo tee /sys/devices/system/cpu/intel_pstate/no_turbo");
}

TEST(DoctorTest, SmtNumaAndHugePagesOfAServer) {
  const RecordedMachine server("two-package-server");
  EXPECT_TRUE(examine_smt(server.root()).disturbs);
  EXPECT_TRUE(examine_huge_pages(server.root()).disturbs);
  EXPECT_EQ(examine_numa(server.root()).state, "2 nodes, no automatic balancing");
  EXPECT_FALSE(examine_numa(server.root()).disturbs);
  server.write("proc/sys/kernel/numa_balancing", "1\n");
  EXPECT_EQ(examine_numa(server.root()).advice, "sudo sysctl kernel.numa_balancing=0");
  const RecordedMachine vm("epyc-vm");
  vm.write("proc/sys/kernel/numa_balancing", "1\n");  // with one node there is nothing to balance
  EXPECT_FALSE(examine_numa(vm.root()).disturbs);
  EXPECT_FALSE(examine_smt(vm.root()).disturbs);
  EXPECT_EQ(examine_huge_pages(vm.root()).state, "madvise");
}

TEST(DoctorTest, SwapAndFreeMemory) {
  const RecordedMachine machine("epyc-vm");
  EXPECT_EQ(examine_swap(machine.root()).state, "not shown");
  machine.write(
      "proc/meminfo",
      "MemTotal: 8388608 kB\nMemAvailable: 1048576 kB\nSwapTotal: 2097152 kB\nSwapFree: 1048576 kB\n");
  EXPECT_EQ(examine_swap(machine.root()).state, "2.00 GiB, 1.00 GiB of it used");
  EXPECT_TRUE(examine_swap(machine.root()).disturbs);
  EXPECT_EQ(examine_free_memory(machine.root()).state, "1.00 GiB available of 8.00 GiB");
  EXPECT_TRUE(examine_free_memory(machine.root()).disturbs);
  machine.write("proc/meminfo",
                "MemTotal: 8388608 kB\nMemAvailable: 4194304 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB\n");
  EXPECT_FALSE(examine_swap(machine.root()).disturbs);
  EXPECT_FALSE(examine_free_memory(machine.root()).disturbs);
}

TEST(DoctorTest, OvercommitAndRandomisation) {
  const RecordedMachine machine("epyc-vm");
  EXPECT_EQ(examine_overcommit(machine.root()).state, "0 (heuristic)");
  machine.write("proc/sys/vm/overcommit_memory", "2\n");
  EXPECT_EQ(examine_overcommit(machine.root()).advice, "sudo sysctl vm.overcommit_memory=0");
  machine.write("proc/sys/kernel/randomize_va_space", "2\n");
  EXPECT_FALSE(examine_aslr(machine.root()).disturbs);
  machine.write("proc/self/personality", "00040000\n");
  EXPECT_EQ(examine_aslr(machine.root()).advice, "start allocscale without setarch -R and outside of gdb");
  machine.write("proc/self/personality", "00000000\n");
  machine.write("proc/sys/kernel/randomize_va_space", "0\n");
  EXPECT_EQ(examine_aslr(machine.root()).advice, "sudo sysctl kernel.randomize_va_space=2");
}

TEST(DoctorTest, WhoElseUsesTheCpus) {
  const RecordedMachine machine("epyc-vm");
  machine.write("proc/loadavg", "0.15 3.00 3.00 1/100 5\n");
  EXPECT_FALSE(examine_load(machine.root()).disturbs);
  machine.write("proc/loadavg", "0.21 0.00 0.00 1/100 5\n");
  EXPECT_TRUE(examine_load(machine.root()).disturbs);
  EXPECT_EQ(examine_steal(machine.root()).state, "0.01 % of CPU time since boot");
  machine.write("proc/stat", "cpu  50 0 20 20 5 0 3 2 40 0\n");  // guest time is not counted twice
  EXPECT_EQ(examine_steal(machine.root()).state, "2.00 % of CPU time since boot");
  EXPECT_TRUE(examine_steal(machine.root()).disturbs);
}

TEST(DoctorTest, ACgroupQuotaIsShownAgainstTheCpus) {
  EXPECT_EQ(examine_quota(RecordedMachine("epyc-vm").root()).state, "none");
  const Circumstance pod = examine_quota(RecordedMachine("container-v2").root());
  EXPECT_EQ(pod.state, "2.50 of 1 CPUs");
  EXPECT_TRUE(pod.disturbs);
}

TEST(DoctorTest, PerfAccessGivesReasonAndRemedyApart) {
  CounterAccess access;
  access.states.push_back({PhaseMetric::cycles, EACCES, std::nullopt, 0});
  access.paranoid = 3;
  const Circumstance found = examine_counters(access);
  EXPECT_EQ(found.state, "not counted: cycles: perf_event_open: Permission denied (EACCES)");
  EXPECT_EQ(found.advice, "kernel.perf_event_paranoid is 3: as root, sysctl kernel.perf_event_paranoid=1");
  EXPECT_FALSE(found.disturbs);
}

TEST(DoctorTest, AFileThatSetsAnAllocator) {
  const RecordedMachine machine("epyc-vm");
  EXPECT_EQ(examine_malloc_conf(machine.root()).state, "none");
  EXPECT_FALSE(examine_malloc_conf(machine.root()).disturbs);
  std::filesystem::create_directories(machine.root() / "etc");
  std::filesystem::create_symlink("narenas:1\n", machine.root() / "etc/malloc.conf");
  EXPECT_EQ(examine_malloc_conf(machine.root()).state.find("'narenas:1"), 0U);
  EXPECT_TRUE(examine_malloc_conf(machine.root()).disturbs);
  EXPECT_EQ(read_malloc_conf(machine.root())->find('\n'), std::string::npos);
  machine.remove("etc/malloc.conf");
  machine.write("etc/malloc.conf", "narenas:1");  // no link: jemalloc does not read it
  EXPECT_FALSE(read_malloc_conf(machine.root()));
}

}  // namespace
}  // namespace allocscale
