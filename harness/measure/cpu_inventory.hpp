// How many CPUs, cores, packages and caches does the machine have? From sysfs, and where that has no topology
// from /proc/cpuinfo.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "harness/model/machine.hpp"

namespace allocscale {

/// Counts of the CPUs that are online; 0 where the machine does not say.
struct CpuInventory {
  int cpus = 0;
  int cores = 0;
  int packages = 0;
  int numa_nodes = 0;
  std::optional<bool> smt;    // siblings active
  std::vector<Cache> caches;  // each kind once, by level and type
};

[[nodiscard]] CpuInventory read_cpu_inventory(const std::filesystem::path& root);

}  // namespace allocscale
