#include "harness/measure/machine_reader.hpp"

#include <fmt/format.h>
#include <gnu/libc-version.h>
#include <time.h>

#include <algorithm>
#include <cmath>

#include "harness/base/text_file.hpp"
#include "harness/measure/cgroup.hpp"
#include "harness/measure/cpu_inventory.hpp"
#include "harness/measure/hypervisor.hpp"
#include "harness/measure/kernel_file.hpp"
#include "harness/runner/meter/proc_text.hpp"

namespace allocscale {
namespace {

using Path = std::filesystem::path;

std::optional<std::int64_t> meminfo(const Path& root, std::string_view key) {
  const auto text = read_text(root / "proc/meminfo");
  return text ? kilobytes_of(*text, key) : std::nullopt;
}

// x86 names its model; Arm gives the designer's and the part's numbers; POWER and s390 have lines of their
// own.
std::string cpu_model(const Path& root) {
  const std::string cpuinfo = read_text(root / "proc/cpuinfo").value_or("");
  if (auto name = text_of(cpuinfo, "model name")) return *name;
  const auto implementer = text_of(cpuinfo, "CPU implementer");
  const auto part = text_of(cpuinfo, "CPU part");
  if (implementer && part) return fmt::format("Arm implementer {} part {}", *implementer, *part);
  if (auto name = text_of(cpuinfo, "cpu")) return *name;
  return "unknown CPU";
}

// "always [madvise] never" → "madvise".
std::optional<std::string> chosen_word(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  const std::size_t open = text->find('[');
  const std::size_t close = text->find(']', open);
  if (open == std::string::npos || close == std::string::npos) return std::nullopt;
  return text->substr(open + 1, close - open - 1);
}

}  // namespace

std::string running_libc() { return fmt::format("glibc {}", ::gnu_get_libc_version()); }

std::optional<int> tick_rate_of(std::int64_t resolution_ns) {
  constexpr long slowest = 24, fastest = 1200;  // CONFIG_HZ of MIPS and of Alpha
  if (resolution_ns <= 0) return std::nullopt;
  const long rate = std::lround(1e9 / static_cast<double>(resolution_ns));
  if (rate < slowest || rate > fastest) return std::nullopt;
  return static_cast<int>(rate);
}

std::optional<int> running_tick_rate() {
  timespec resolution{};
  if (::clock_getres(CLOCK_MONOTONIC_COARSE, &resolution) != 0 || resolution.tv_sec != 0) return std::nullopt;
  return tick_rate_of(resolution.tv_nsec);
}

Machine read_machine(const std::string& compiler, const Path& root, const std::string& libc,
                     std::optional<int> ticks_per_second) {
  Machine machine;
  machine.cpu_model = cpu_model(root);
  CpuInventory inventory = read_cpu_inventory(root);
  machine.cpus = inventory.cpus;
  machine.cores = inventory.cores;
  machine.packages = inventory.packages;
  machine.numa_nodes = inventory.numa_nodes;
  machine.smt = inventory.smt;
  machine.caches = std::move(inventory.caches);
  machine.memory_bytes = meminfo(root, "MemTotal").value_or(0);
  machine.kernel = read_word(root / "proc/sys/kernel/osrelease").value_or("unknown");
  machine.libc = libc;
  machine.compiler = compiler;
  machine.huge_pages = chosen_word(read_word(root / "sys/kernel/mm/transparent_hugepage/enabled"));
  if (const auto policy = read_integer(root / "proc/sys/vm/overcommit_memory"))
    machine.overcommit = static_cast<int>(*policy);
  machine.governor = read_word(root / "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
  machine.hypervisor = read_hypervisor(root);
  machine.cgroup_memory_bytes = memory_limit(find_cgroup(root, "memory"));
  machine.cgroup_cpus = cpu_quota(find_cgroup(root, "cpu"));
  machine.ticks_per_second = ticks_per_second;
  return machine;
}

Machine this_machine() { return read_machine(ALLOCSCALE_COMPILER); }

std::optional<std::int64_t> available_memory(const Path& root) {
  auto available = meminfo(root, "MemAvailable");
  const auto room = memory_room(find_cgroup(root, "memory"));
  if (room && (!available || *room < *available)) available = room;
  return available;
}

}  // namespace allocscale
