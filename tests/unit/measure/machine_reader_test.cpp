// The fingerprints of machines that are recorded, field by field.
#include "harness/measure/machine_reader.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "harness/model/machine.hpp"
#include "tests/unit/measure/recorded_machine.hpp"

namespace allocscale {
namespace {

constexpr std::int64_t KiB = 1024;

Machine fingerprint(const RecordedMachine& machine) {
  return read_machine("GNU 12.2.0", machine.root(), "glibc 2.36", 250);
}

// One package after the other, first threads first, as such servers number their CPUs: CPU c and c + 64 share
// a core.
void add_cpus_of_two_packages(const RecordedMachine& machine) {
  for (int cpu = 0; cpu < 128; ++cpu) {
    const int core = cpu % 64;
    const int package = core / 32;
    const std::string pair = std::to_string(core) + "," + std::to_string(core + 64);
    const std::string first = std::to_string(32 * package), second = std::to_string(32 * package + 64);
    const std::string whole_package = first + "-" + std::to_string(32 * package + 31) + "," + second + "-" +
                                      std::to_string(32 * package + 95);
    const std::string folder = "sys/devices/system/cpu/cpu" + std::to_string(cpu) + "/";
    machine.write(folder + "topology/core_cpus_list", pair + "\n");
    machine.write(folder + "topology/physical_package_id", std::to_string(package) + "\n");
    const auto cache = [&](int index, const char* level, const char* type, const char* size,
                           const std::string& cpus) {
      const std::string at = folder + "cache/index" + std::to_string(index) + "/";
      machine.write(at + "level", std::string(level) + "\n");
      machine.write(at + "type", std::string(type) + "\n");
      machine.write(at + "size", std::string(size) + "\n");
      machine.write(at + "shared_cpu_list", cpus + "\n");
    };
    cache(0, "1", "Data", "48K", pair);
    cache(1, "1", "Instruction", "32K", pair);
    cache(2, "2", "Unified", "1280K", pair);
    cache(3, "3", "Unified", "55296K", whole_package);
  }
}

TEST(MachineReaderTest, AVirtualMachineOfTwoCpus) {
  const Machine machine = fingerprint(RecordedMachine("epyc-vm"));
  EXPECT_EQ(machine.cpu_model, "AMD EPYC");
  EXPECT_EQ(machine.cpus, 2);
  EXPECT_EQ(machine.cores, 2);
  EXPECT_EQ(machine.packages, 1);
  EXPECT_EQ(machine.numa_nodes, 1);
  EXPECT_EQ(machine.smt, false);
  EXPECT_EQ(machine.caches, (std::vector<Cache>{{1, "Data", 32 * KiB, 1},
                                                {1, "Instruction", 32 * KiB, 1},
                                                {2, "Unified", 1024 * KiB, 1},
                                                {3, "Unified", 32768 * KiB, 2}}));
  EXPECT_EQ(machine.memory_bytes, 24684084 * KiB);
  EXPECT_EQ(machine.kernel, "6.18.44-fc-v669");
  EXPECT_EQ(machine.libc, "glibc 2.36");
  EXPECT_EQ(machine.compiler, "GNU 12.2.0");
  EXPECT_EQ(machine.huge_pages, "madvise");
  EXPECT_EQ(machine.overcommit, 0);
  EXPECT_EQ(machine.governor, std::nullopt);
  EXPECT_EQ(machine.hypervisor, "KVM");
  EXPECT_EQ(machine.cgroup_memory_bytes, std::nullopt);
  EXPECT_EQ(machine.cgroup_cpus, std::nullopt);
}

TEST(MachineReaderTest, TwoPackagesOf64ThreadsWithNuma) {
  const RecordedMachine server("two-package-server");
  add_cpus_of_two_packages(server);
  const Machine machine = fingerprint(server);
  EXPECT_EQ(machine.cpu_model, "Intel(R) Xeon(R) Platinum 8375C CPU @ 2.90GHz");
  EXPECT_EQ(machine.cpus, 128);
  EXPECT_EQ(machine.cores, 64);
  EXPECT_EQ(machine.packages, 2);
  EXPECT_EQ(machine.numa_nodes, 2);
  EXPECT_EQ(machine.smt, true);
  EXPECT_EQ(machine.caches, (std::vector<Cache>{{1, "Data", 48 * KiB, 2},
                                                {1, "Instruction", 32 * KiB, 2},
                                                {2, "Unified", 1280 * KiB, 2},
                                                {3, "Unified", 55296 * KiB, 64}}));
  EXPECT_EQ(machine.huge_pages, "always");
  EXPECT_EQ(machine.governor, "performance");
  EXPECT_EQ(machine.hypervisor, std::nullopt);
  EXPECT_EQ(machine.cgroup_memory_bytes, std::nullopt);
}

TEST(MachineReaderTest, AContainerOfVersion1) {
  const Machine machine = fingerprint(RecordedMachine("container-v1"));
  EXPECT_EQ(machine.cpus, 4);
  EXPECT_EQ(machine.cores, 2);
  EXPECT_EQ(machine.packages, 1);
  EXPECT_EQ(machine.smt, true);
  EXPECT_TRUE(machine.caches.empty());
  EXPECT_EQ(machine.huge_pages, std::nullopt);
  EXPECT_EQ(machine.overcommit, 1);
  EXPECT_EQ(machine.hypervisor, "Xen");
  EXPECT_EQ(machine.cgroup_memory_bytes, 4'294'967'296);
  EXPECT_EQ(machine.cgroup_cpus, std::nullopt);
}

TEST(MachineReaderTest, AContainerOfVersion2WithAQuota) {
  const Machine machine = fingerprint(RecordedMachine("container-v2"));
  EXPECT_EQ(machine.cpus, 1);
  EXPECT_EQ(machine.huge_pages, "never");
  EXPECT_EQ(machine.overcommit, std::nullopt);
  EXPECT_EQ(machine.hypervisor, "Hyper-V");
  EXPECT_EQ(machine.cgroup_memory_bytes, 6'442'450'944) << "the container's own, less than the pod's";
  EXPECT_EQ(machine.cgroup_cpus, 2.5);
}

TEST(MachineReaderTest, AHypervisorWithoutANameIsSaidToBeThere) {
  const RecordedMachine machine("epyc-vm");
  machine.write("sys/devices/system/clocksource/clocksource0/available_clocksource", "tsc \n");
  EXPECT_EQ(fingerprint(machine).hypervisor, "yes, unnamed");
  machine.write("sys/class/dmi/id/sys_vendor", "Amazon EC2\n");
  EXPECT_EQ(fingerprint(machine).hypervisor, "Amazon EC2");
  machine.write("proc/cpuinfo", "processor\t: 0\nflags\t\t: fpu tsc\n");
  EXPECT_EQ(fingerprint(machine).hypervisor, std::nullopt) << "the same maker sells bare metal";
  machine.write("sys/class/dmi/id/sys_vendor", "QEMU\n");
  EXPECT_EQ(fingerprint(machine).hypervisor, "QEMU");
}

TEST(MachineReaderTest, AnEmptyMachineIsAbsentAndThrowsNothing) {
  const RecordedMachine machine("epyc-vm");
  machine.remove("proc");
  machine.remove("sys");
  Machine expected;
  expected.cpu_model = "unknown CPU";
  expected.kernel = "unknown";
  expected.libc = "glibc 2.36";
  expected.compiler = "GNU 12.2.0";
  expected.ticks_per_second = 250;
  EXPECT_EQ(fingerprint(machine), expected);
  EXPECT_EQ(available_memory(machine.root()), std::nullopt);
}

TEST(MachineReaderTest, ThisMachineHasAFingerprint) {
  const Machine machine = read_machine("x");
  EXPECT_GT(machine.cpus, 0);
  EXPECT_GT(machine.memory_bytes, 0);
  EXPECT_EQ(machine.libc.substr(0, 6), "glibc ");
  EXPECT_EQ(machine.ticks_per_second, running_tick_rate());
  EXPECT_EQ(read_machine("x"), machine);
}

TEST(AvailableMemoryTest, IsTheLeastRoom) {
  EXPECT_EQ(available_memory(RecordedMachine("two-package-server").root()), 511324420 * KiB) << "no limit";
  EXPECT_EQ(available_memory(RecordedMachine("container-v1").root()),
            4'294'967'296 - 3'221'225'472 + 536'870'912);
  EXPECT_EQ(available_memory(RecordedMachine("container-v2").root()),
            8'589'934'592 - 7'516'192'768 + 268'435'456)
      << "the pod has less room than the container, though the larger limit";
  const RecordedMachine full("container-v2");
  full.write("sys/fs/cgroup/kubepods/pod7/memory.current", "9000000000\n");
  EXPECT_EQ(available_memory(full.root()), 0);
  full.write("proc/meminfo", "MemTotal: 1000 kB\nMemAvailable:   -5 kB\n");
  EXPECT_EQ(available_memory(full.root()), 0);
}

TEST(TickRate, IsThatOfTheCoarseClocksResolution) {
  EXPECT_EQ(tick_rate_of(10'000'000), 100);
  EXPECT_EQ(tick_rate_of(4'000'000), 250);
  EXPECT_EQ(tick_rate_of(3'333'333), 300);
  EXPECT_EQ(tick_rate_of(1'000'000), 1000);
  EXPECT_EQ(tick_rate_of(999'848), 1000)
      << "the tick of older kernels on x86, a whole number of timer counts";
}

TEST(TickRate, IsAbsentWhereNoKernelTicksSo) {
  EXPECT_EQ(tick_rate_of(1), std::nullopt) << "an emulated kernel: every clock is fine";
  EXPECT_EQ(tick_rate_of(0), std::nullopt);
  EXPECT_EQ(tick_rate_of(-4'000'000), std::nullopt);
  EXPECT_EQ(tick_rate_of(1'000'000'000), std::nullopt);
}

}  // namespace
}  // namespace allocscale
