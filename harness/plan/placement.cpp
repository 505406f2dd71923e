#include "harness/plan/placement.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "harness/base/contains.hpp"

namespace allocscale {
namespace {

// A CPU with its ranks among those allowed, each counted from 0.
struct CpuPlace {
  int cpu = 0;
  int package = 0;
  int node = 0;     // among the NUMA nodes of its package
  int core = 0;     // among the cores of its node
  int sibling = 0;  // among the CPUs of its core
};

int rank_in(const std::set<int>& values, int value) {
  return static_cast<int>(std::distance(values.begin(), values.find(value)));
}

std::vector<CpuPlace> ranked(const Topology& topology) {
  std::set<int> packages;
  std::map<int, std::set<int>> nodes;                  // of a package
  std::map<std::pair<int, int>, std::set<int>> cores;  // of a package's node
  std::map<int, std::set<std::pair<int, int>>> siblings;
  for (const Cpu& cpu : topology.cpus) {
    packages.insert(cpu.package);
    nodes[cpu.package].insert(cpu.numa_node);
    cores[{cpu.package, cpu.numa_node}].insert(cpu.core);
    siblings[cpu.core].insert({cpu.smt_index, cpu.id});
  }
  std::vector<CpuPlace> places;
  for (const Cpu& cpu : topology.cpus) {
    const auto& of_core = siblings[cpu.core];
    const auto sibling = std::distance(of_core.begin(), of_core.find({cpu.smt_index, cpu.id}));
    places.push_back({cpu.id, rank_in(packages, cpu.package), rank_in(nodes[cpu.package], cpu.numa_node),
                      rank_in(cores[{cpu.package, cpu.numa_node}], cpu.core), static_cast<int>(sibling)});
  }
  return places;
}

bool compact_before(const CpuPlace& a, const CpuPlace& b) {
  return std::tie(a.package, a.node, a.core, a.sibling) < std::tie(b.package, b.node, b.core, b.sibling);
}

bool scatter_before(const CpuPlace& a, const CpuPlace& b) {
  return std::tie(a.sibling, a.core, a.node, a.package) < std::tie(b.sibling, b.core, b.node, b.package);
}

}  // namespace

std::vector<int> place_workers(const Topology& topology, Placement placement, int workers) {
  if (placement == Placement::none || topology.cpus.empty()) return {};
  std::vector<CpuPlace> places = ranked(topology);
  if (placement == Placement::no_smt)
    places.erase(
        std::remove_if(places.begin(), places.end(), [](const CpuPlace& place) { return place.sibling > 0; }),
        places.end());
  std::sort(places.begin(), places.end(), placement == Placement::compact ? compact_before : scatter_before);
  std::vector<int> cpus;
  for (std::size_t worker = 0; worker < static_cast<std::size_t>(std::max(0, workers)); ++worker)
    cpus.push_back(places[worker % places.size()].cpu);
  return cpus;
}

std::vector<int> run_cpus(const Topology& topology, Placement placement, int max_workers) {
  std::vector<int> used;
  for (const int cpu : place_workers(topology, placement, max_workers))
    if (!contains(used, cpu)) used.push_back(cpu);
  return used;
}

std::vector<int> trial_cpus(const Topology& topology, const Cell& cell, int max_workers, int block) {
  if (cell.workers != 1) return place_workers(topology, cell.placement, cell.workers);
  const std::vector<int> used = run_cpus(topology, cell.placement, max_workers);
  if (used.empty()) return {};
  return {used[static_cast<std::size_t>(block) % used.size()]};
}

}  // namespace allocscale
