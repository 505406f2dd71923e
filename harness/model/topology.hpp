// The CPUs that the harness may use, with their cores, packages, NUMA nodes and caches.
#pragma once

#include <cstdint>
#include <vector>

namespace allocscale {

struct Cpu {
  int id = 0;         // the kernel's number
  int core = 0;       // logical index; equal for SMT siblings
  int smt_index = 0;  // place among the siblings of its core, from 0
  int package = 0;
  int numa_node = 0;

  friend bool operator==(const Cpu&, const Cpu&) = default;
};

struct Topology {
  std::vector<Cpu> cpus;  // those allowed by affinity mask and cpuset, in hwloc's logical order
  /// CPUs' worth of time the cgroup quota allows, rounded down and at least 1; cpus.size() without a quota.
  int capacity = 1;
  /// Of one instance; 0 where the machine does not say.
  std::int64_t l2_bytes = 0;
  std::int64_t last_level_bytes = 0;

  friend bool operator==(const Topology&, const Topology&) = default;
};

/// The kernel's numbers of its CPUs, in their order.
[[nodiscard]] inline std::vector<int> cpu_ids(const Topology& topology) {
  std::vector<int> ids;
  for (const Cpu& cpu : topology.cpus) ids.push_back(cpu.id);
  return ids;
}

}  // namespace allocscale
