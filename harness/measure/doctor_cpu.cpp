// The circumstances of the CPUs: their clock, how they hang together, and who else uses them.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "harness/base/joined.hpp"
#include "harness/base/plural.hpp"
#include "harness/base/text_file.hpp"
#include "harness/measure/cgroup.hpp"
#include "harness/measure/cpu_inventory.hpp"
#include "harness/measure/cpu_ticks.hpp"
#include "harness/measure/doctor.hpp"
#include "harness/measure/hypervisor.hpp"
#include "harness/measure/kernel_file.hpp"

namespace allocscale {
namespace {

using Path = std::filesystem::path;

constexpr const char* cpu_folder = "sys/devices/system/cpu";

// Above this share of a CPU others are a disturbance.
constexpr double share_of_doubt = 0.01;

int online_cpus(const Path& root) { return std::max(read_cpu_inventory(root).cpus, 1); }

std::string not_shown(const Path& root, const std::string& what) {
  const auto hypervisor = read_hypervisor(root);
  return "not shown: " + what + (hypervisor ? " (the host of this virtual machine decides)" : "");
}

}  // namespace

Circumstance examine_governor(const Path& root) {
  Circumstance found{"governor", "", false, "a clock that follows the load times the governor, not the task",
                     ""};
  std::set<std::string> governors;
  for (const int cpu : parse_cpu_list(read_word(root / cpu_folder / "online").value_or("")))
    if (auto word = read_word(root / cpu_folder / fmt::format("cpu{}/cpufreq/scaling_governor", cpu)))
      governors.insert(*word);
  if (governors.empty()) {
    found.state = not_shown(root, "there is no cpufreq");
    return found;
  }
  found.state = joined(governors, ", ");
  found.disturbs = governors != std::set<std::string>{"performance"};
  if (found.disturbs)
    found.advice = "echo performance | sudo tee /sys/devices/system/cpu/cpu*/cpufreq/scaling_governor";
  return found;
}

Circumstance examine_turbo(const Path& root) {
  Circumstance found{"turbo", "", false,
                     "one busy core clocks higher than all of them together: a slowdown no allocator causes",
                     ""};
  const auto no_turbo = read_integer(root / cpu_folder / "intel_pstate/no_turbo");
  const auto boost = read_integer(root / cpu_folder / "cpufreq/boost");
  if (!no_turbo && !boost) {
    found.state = not_shown(root, "there is neither intel_pstate nor cpufreq/boost");
    return found;
  }
  found.disturbs = no_turbo ? *no_turbo == 0 : *boost != 0;
  found.state = found.disturbs ? "on" : "off";
  if (found.disturbs)
    found.advice = no_turbo ? "echo 1 | sudo tee /sys/devices/system/cpu/intel_pstate/no_turbo"
                            : "echo 0 | sudo tee /sys/devices/system/cpu/cpufreq/boost";
  return found;
}

Circumstance examine_smt(const Path& root) {
  const CpuInventory inventory = read_cpu_inventory(root);
  Circumstance found{"SMT", "not shown", inventory.smt.value_or(false),
                     "siblings share a core's units and caches: with more workers "
                     "than cores they slow each other whatever the allocator",
                     ""};
  if (inventory.smt)
    found.state = fmt::format("{}: {} CPUs on {} cores", *inventory.smt ? "active" : "none", inventory.cpus,
                              inventory.cores);
  if (found.disturbs)
    found.advice =
        "allocscale run --placement no-smt; or: echo off | sudo tee /sys/devices/system/cpu/smt/control";
  return found;
}

Circumstance examine_numa(const Path& root) {
  const int nodes = read_cpu_inventory(root).numa_nodes;
  const bool balancing = read_integer(root / "proc/sys/kernel/numa_balancing").value_or(0) != 0;
  Circumstance found{"NUMA", nodes == 0 ? "not shown" : plural(nodes, "node"), nodes > 1 && balancing,
                     "another node's memory is further away, and automatic "
                     "balancing moves pages by faults in the middle of a trial",
                     ""};
  if (nodes > 1) found.state += balancing ? ", pages are balanced automatically" : ", no automatic balancing";
  if (found.disturbs) found.advice = "sudo sysctl kernel.numa_balancing=0";
  return found;
}

Circumstance examine_quota(const Path& root) {
  const auto quota = cpu_quota(find_cgroup(root, "cpu"));
  Circumstance found{"cgroup quota", "none", quota.has_value(),
                     "workers beyond the quota are stopped for parts "
                     "of every period: loss that is no memory's",
                     ""};
  if (!quota) return found;
  found.state = fmt::format("{:.2f} of {} CPUs", *quota, online_cpus(root));
  found.advice =
      "start the container with a higher quota (docker run --cpus, cpu.max), or use fewer workers than it";
  return found;
}

Circumstance examine_load(const Path& root) {
  Circumstance found{"load", "not shown", false,
                     "other processes take CPU time, cache and memory bandwidth from the workers", ""};
  const auto text = read_word(root / "proc/loadavg");
  double load = 0;
  if (!text || std::from_chars(text->data(), text->data() + text->size(), load).ec != std::errc{})
    return found;
  const int count = online_cpus(root);
  found.state = fmt::format("{:.2f} over the last minute, on {}", load, plural(count, "CPU"));
  // Whoever asks is a load of its own; a tenth of the machine is not only that.
  found.disturbs = load > 0.1 * count;
  if (found.disturbs)
    found.advice = "end other work first; who it is: ps -eo pcpu,pid,comm --sort=-pcpu | head";
  return found;
}

Circumstance examine_steal(const Path& root) {
  Circumstance found{
      "steal", "not shown", false,
      "the hypervisor runs other guests on these CPUs: times grow and nothing in here shows why", ""};
  const auto stat = read_text(root / "proc/stat");
  const auto ticks = stat ? cpu_ticks(*stat, {}) : std::nullopt;
  if (!ticks || ticks->all() <= 0) return found;
  const double share = static_cast<double>(ticks->steal) / static_cast<double>(ticks->all());
  found.state = fmt::format("{:.2f} % of CPU time since boot", 100 * share);
  found.disturbs = share > share_of_doubt;
  if (found.disturbs)
    found.advice = "measure on a dedicated host or at a quieter time; vmstat 1 shows it now (column st)";
  return found;
}

}  // namespace allocscale
