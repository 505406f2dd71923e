// The groups that hold a process, in the versions and views in which machines show them.
#include "harness/measure/cgroup.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/measure/recorded_machine.hpp"

namespace allocscale {
namespace {

using Names = std::vector<std::string>;

Names names(const RecordedMachine& machine, const CgroupBranch& branch) {
  Names result;
  for (const auto& group : branch.groups) result.push_back(group.lexically_relative(machine.root()).string());
  return result;
}

TEST(CgroupTest, Version2FromTheOwnGroupUp) {
  const RecordedMachine machine("container-v2");
  const CgroupBranch branch = find_cgroup(machine.root(), "memory");
  EXPECT_EQ(branch.version, 2);
  EXPECT_EQ(names(machine, branch), (Names{"sys/fs/cgroup/kubepods/pod7/app", "sys/fs/cgroup/kubepods/pod7",
                                           "sys/fs/cgroup/kubepods", "sys/fs/cgroup"}));
}

TEST(CgroupTest, Version1BelowTheMountedPart) {
  const RecordedMachine machine("container-v1");
  const CgroupBranch memory = find_cgroup(machine.root(), "memory");
  EXPECT_EQ(memory.version, 1);
  EXPECT_EQ(names(machine, memory), Names{"sys/fs/cgroup/memory"});
  EXPECT_EQ(names(machine, find_cgroup(machine.root(), "cpu")), Names{"sys/fs/cgroup/cpu,cpuacct"});
}

TEST(CgroupTest, AGroupInsideAContainerIsFoundBelowTheMountedPart) {
  const RecordedMachine machine("container-v1");
  machine.write("proc/self/cgroup", "11:memory:/docker/4c01db0b339c/job\n");
  machine.write("sys/fs/cgroup/memory/job/memory.limit_in_bytes", "1000000\n");
  const CgroupBranch branch = find_cgroup(machine.root(), "memory");
  EXPECT_EQ(names(machine, branch), (Names{"sys/fs/cgroup/memory/job", "sys/fs/cgroup/memory"}));
  EXPECT_EQ(memory_limit(branch), 1'000'000);
}

TEST(CgroupTest, HybridControllersAreTakenFromVersion1) {
  const RecordedMachine machine("epyc-vm");
  const CgroupBranch branch = find_cgroup(machine.root(), "memory");
  EXPECT_EQ(branch.version, 1);
  EXPECT_EQ(names(machine, branch), (Names{"sys/fs/cgroup/memory/jobs/2fbaa438", "sys/fs/cgroup/memory/jobs",
                                           "sys/fs/cgroup/memory"}));
}

TEST(CgroupTest, AGroupOutsideTheMountIsReadAtTheMount) {
  const RecordedMachine machine("container-v2");
  machine.write("proc/self/cgroup", "0::/../other\n");
  EXPECT_EQ(names(machine, find_cgroup(machine.root(), "memory")).back(), "sys/fs/cgroup");
}

TEST(CgroupTest, NoControlGroupsAreNoGroups) {
  const RecordedMachine machine("container-v2");
  machine.remove("proc/self/mountinfo");
  const CgroupBranch branch = find_cgroup(machine.root(), "memory");
  EXPECT_EQ(branch.version, 0);
  EXPECT_TRUE(branch.groups.empty());
  EXPECT_EQ(memory_limit(branch), std::nullopt);
  EXPECT_EQ(throttled_ns(branch), std::nullopt);
  EXPECT_EQ(oom_kills(branch), std::nullopt);
}

TEST(CgroupTest, TheLeastQuotaHolds) {
  const RecordedMachine machine("container-v2");
  EXPECT_EQ(cpu_quota(find_cgroup(machine.root(), "cpu")), 2.5);
  machine.write("sys/fs/cgroup/kubepods/pod7/cpu.max", "50000 100000\n");
  EXPECT_EQ(cpu_quota(find_cgroup(machine.root(), "cpu")), 0.5);
  machine.write("sys/fs/cgroup/kubepods/pod7/cpu.max", "junk");
  EXPECT_EQ(cpu_quota(find_cgroup(machine.root(), "cpu")), 2.5);

  const RecordedMachine old("container-v1");
  old.write("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "150000\n");
  EXPECT_EQ(cpu_quota(find_cgroup(old.root(), "cpu")), 1.5);
}

TEST(CgroupTest, RoomForProcessesIsTheLeast) {
  const RecordedMachine machine("container-v2");
  const auto room = [&] { return process_room(find_cgroup(machine.root(), "pids")); };
  EXPECT_EQ(room(), std::nullopt);
  machine.write("sys/fs/cgroup/kubepods/pids.max", "1000\n");
  machine.write("sys/fs/cgroup/kubepods/pids.current", "100\n");
  machine.write("sys/fs/cgroup/kubepods/pod7/app/pids.max", "max\n");
  machine.write("sys/fs/cgroup/kubepods/pod7/app/pids.current", "40\n");
  EXPECT_EQ(room(), 900);
  machine.write("sys/fs/cgroup/kubepods/pod7/app/pids.max", "64\n");
  EXPECT_EQ(room(), 24);
  machine.write("sys/fs/cgroup/kubepods/pod7/app/pids.max", "30\n");
  EXPECT_EQ(room(), 0) << "it was lowered afterwards";
}

TEST(CgroupTest, ThrottledTimeIsInNsInBothVersions) {
  const RecordedMachine v1("container-v1"), v2("container-v2"), bare("two-package-server");
  EXPECT_EQ(throttled_ns(find_cgroup(v1.root(), "cpu")), 987'654'321);
  EXPECT_EQ(throttled_ns(find_cgroup(v2.root(), "cpu")), 3'500'000) << "the container's and the pod's";
  EXPECT_EQ(throttled_ns(find_cgroup(bare.root(), "cpu")), std::nullopt) << "the file has no such line";
}

}  // namespace
}  // namespace allocscale
