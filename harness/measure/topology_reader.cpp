#include "harness/measure/topology_reader.hpp"

#include <fmt/format.h>
#include <hwloc.h>

#include <algorithm>
#include <map>
#include <memory>

#include "harness/base/error.hpp"

namespace allocscale {
namespace {

struct Destroy {
  void operator()(hwloc_topology_t topology) const { hwloc_topology_destroy(topology); }
};
using Handle = std::unique_ptr<hwloc_topology, Destroy>;

struct Free {
  void operator()(hwloc_bitmap_t bitmap) const { hwloc_bitmap_free(bitmap); }
};
using Bitmap = std::unique_ptr<hwloc_bitmap_s, Free>;

Handle new_topology() {
  hwloc_topology_t topology = nullptr;
  if (hwloc_topology_init(&topology) != 0) throw SetupError("hwloc cannot start: out of memory?");
  return Handle(topology);
}

void load(const Handle& topology, const std::string& what) {
  if (hwloc_topology_load(topology.get()) != 0)
    throw SetupError(fmt::format("hwloc cannot read {}; `lstopo` shows what it sees", what));
}

int ancestor_index(hwloc_topology_t topology, hwloc_obj_t pu, hwloc_obj_type_t type, int otherwise) {
  const hwloc_obj_t ancestor = hwloc_get_ancestor_obj_by_type(topology, type, pu);
  return ancestor == nullptr ? otherwise : static_cast<int>(ancestor->logical_index);
}

// Of the largest instance at this level, or 0.
std::int64_t cache_bytes(hwloc_topology_t topology, hwloc_obj_type_t type) {
  std::int64_t bytes = 0;
  for (hwloc_obj_t cache = nullptr; (cache = hwloc_get_next_obj_by_type(topology, type, cache)) != nullptr;)
    bytes = std::max(bytes, static_cast<std::int64_t>(cache->attr->cache.size));
  return bytes;
}

Topology collect(const Handle& handle, hwloc_const_bitmap_t allowed, std::optional<double> cgroup_cpus) {
  hwloc_topology_t topology = handle.get();
  Topology found;
  std::map<int, int> siblings;  // core -> CPUs of it so far
  for (hwloc_obj_t pu = nullptr; (pu = hwloc_get_next_obj_by_type(topology, HWLOC_OBJ_PU, pu)) != nullptr;) {
    if (!hwloc_bitmap_isset(allowed, pu->os_index)) continue;
    Cpu cpu;
    cpu.id = static_cast<int>(pu->os_index);
    cpu.core = ancestor_index(topology, pu, HWLOC_OBJ_CORE, static_cast<int>(pu->logical_index));
    cpu.smt_index = siblings[cpu.core]++;
    cpu.package = ancestor_index(topology, pu, HWLOC_OBJ_PACKAGE, 0);
    cpu.numa_node = std::max(0, hwloc_bitmap_first(pu->nodeset));
    found.cpus.push_back(cpu);
  }
  if (found.cpus.empty())
    throw SetupError("no CPU is left: the affinity mask and the topology have none in common");
  found.l2_bytes = cache_bytes(topology, HWLOC_OBJ_L2CACHE);
  found.last_level_bytes = std::max(found.l2_bytes, cache_bytes(topology, HWLOC_OBJ_L3CACHE));
  found.capacity = static_cast<int>(found.cpus.size());
  if (cgroup_cpus && *cgroup_cpus < found.capacity)
    found.capacity = std::max(1, static_cast<int>(*cgroup_cpus));
  return found;
}

}  // namespace

Topology read_topology(std::optional<double> cgroup_cpus) {
  const Handle topology = new_topology();
  load(topology, "this machine's topology");
  // hwloc leaves out the CPUs outside the cpuset; the affinity mask it reports, and we apply.
  const Bitmap allowed(hwloc_bitmap_alloc_full());
  if (const Bitmap bound(hwloc_bitmap_alloc());
      hwloc_get_cpubind(topology.get(), bound.get(), HWLOC_CPUBIND_THREAD) == 0)
    hwloc_bitmap_copy(allowed.get(), bound.get());
  return collect(topology, allowed.get(), cgroup_cpus);
}

Topology described_topology(const std::string& description, std::optional<double> cgroup_cpus,
                            const std::optional<std::vector<int>>& allowed) {
  const Handle topology = new_topology();
  const bool is_file = description.ends_with(".xml");
  const int set = is_file ? hwloc_topology_set_xml(topology.get(), description.c_str())
                          : hwloc_topology_set_synthetic(topology.get(), description.c_str());
  if (set != 0) throw SetupError(fmt::format("hwloc does not understand the topology '{}'", description));
  load(topology, description);
  const Bitmap mask(allowed ? hwloc_bitmap_alloc() : hwloc_bitmap_alloc_full());
  for (const int cpu : allowed.value_or(std::vector<int>{}))
    hwloc_bitmap_set(mask.get(), static_cast<unsigned>(cpu));
  return collect(topology, mask.get(), cgroup_cpus);
}

}  // namespace allocscale
