#include "harness/model/machine.hpp"

#include <fmt/format.h>

#include "harness/base/plural.hpp"
#include "harness/base/quantity.hpp"

namespace allocscale {
namespace {

template <class Value>
std::string or_absent(const std::optional<Value>& value) {
  return value ? fmt::format("{}", *value) : std::string("absent");
}

}  // namespace

std::string machine_key(const Machine& m) {
  std::string caches;
  for (const Cache& cache : m.caches)
    caches += fmt::format("L{}{}:{}/{},", cache.level, cache.type, cache.bytes, cache.shared_by_cpus);
  std::string key = fmt::format(
      "cpu={} cpus={} cores={} packages={} numa={} smt={} caches={} memory={} kernel={} libc={} compiler={} "
      "thp={} overcommit={} governor={} hypervisor={} cgroup_memory={} cgroup_cpus={}",
      m.cpu_model, m.cpus, m.cores, m.packages, m.numa_nodes, or_absent(m.smt), caches, m.memory_bytes,
      m.kernel, m.libc, m.compiler, or_absent(m.huge_pages), or_absent(m.overcommit), or_absent(m.governor),
      or_absent(m.hypervisor), or_absent(m.cgroup_memory_bytes), or_absent(m.cgroup_cpus));
  if (m.ticks_per_second) key += fmt::format(" ticks_per_second={}", *m.ticks_per_second);
  return key;
}

std::string machine_summary(const Machine& m) {
  std::string text = fmt::format("{}, {} on {}, {}, Linux {}, {}", m.cpu_model, plural(m.cpus, "CPU"),
                                 plural(m.cores, "core"), format_bytes(static_cast<double>(m.memory_bytes)),
                                 m.kernel, m.libc);
  if (m.numa_nodes > 1) text += fmt::format(", {} NUMA nodes", m.numa_nodes);
  if (m.huge_pages) text += ", huge pages " + *m.huge_pages;
  if (m.hypervisor) text += ", under " + *m.hypervisor;
  if (m.cgroup_cpus) text += fmt::format(", cgroup quota {:.2f} CPUs", *m.cgroup_cpus);
  return text;
}

}  // namespace allocscale
