// Which CPUs may workers be pinned to, and which cores, caches and memory nodes do they share? By hwloc
// (Broquedis et al. 2010).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/model/topology.hpp"

namespace allocscale {

/// The CPUs this thread may use: its cpuset and its affinity mask are respected. `cgroup_cpus` is the CPU
/// quota, absent without one. Takes about 13 ms. Throws SetupError when the topology cannot be loaded.
[[nodiscard]] Topology read_topology(std::optional<double> cgroup_cpus);

/// As read_topology, for a machine described by an hwloc XML file's path or a synthetic description such as
/// "package:2 core:16 pu:2"; of its CPUs only those in `allowed`, unless that is absent.
[[nodiscard]] Topology described_topology(const std::string& description, std::optional<double> cgroup_cpus,
                                          const std::optional<std::vector<int>>& allowed = std::nullopt);

}  // namespace allocscale
