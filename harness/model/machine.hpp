// The fingerprint of a host: the facts that a reader needs to judge a number measured on it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace allocscale {

struct Cache {
  int level = 0;
  std::string type;        // Data, Instruction, Unified
  std::int64_t bytes = 0;  // of one instance
  int shared_by_cpus = 1;  // CPUs that share one instance

  friend bool operator==(const Cache&, const Cache&) = default;
};

/// Absent where the machine does not say.
struct Machine {
  std::string cpu_model;
  int cpus = 0;  // online
  int cores = 0;
  int packages = 0;
  int numa_nodes = 0;
  std::optional<bool> smt;  // siblings active
  std::vector<Cache> caches;
  std::int64_t memory_bytes = 0;
  std::string kernel;                     // release
  std::string libc;                       // e.g. "glibc 2.36"
  std::string compiler;                   // that built the kernels, e.g. "GNU 12.2.0"
  std::optional<std::string> huge_pages;  // the chosen word of transparent_hugepage/enabled
  std::optional<int> overcommit;
  std::optional<std::string> governor;              // of CPU 0
  std::optional<std::string> hypervisor;            // "KVM", …; absent on bare metal
  std::optional<std::int64_t> cgroup_memory_bytes;  // limit
  std::optional<double> cgroup_cpus;                // quota / period
  std::optional<int> ticks_per_second;              // of the kernel, by which CPU time is divided

  friend bool operator==(const Machine&, const Machine&) = default;
};

/// One line of `name=value` words over every field, the same for equal machines: the identity in the store.
/// A tick rate that is absent has no word, as in stores made before it was recorded.
[[nodiscard]] std::string machine_key(const Machine& machine);

/// "AMD EPYC, 2 CPUs, 23.4 GiB, Linux 6.1, glibc 2.36, KVM": for the head of a report.
[[nodiscard]] std::string machine_summary(const Machine& machine);

}  // namespace allocscale
