#include "harness/measure/cpu_inventory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <tuple>

#include "harness/base/text_file.hpp"
#include "harness/measure/kernel_file.hpp"

namespace allocscale {
namespace {

using Path = std::filesystem::path;

int count(std::size_t size) { return static_cast<int>(size); }

auto order_of(const Cache& cache) {
  return std::tie(cache.level, cache.type, cache.bytes, cache.shared_by_cpus);
}

std::optional<Cache> read_cache(const Path& folder) {
  const auto level = read_integer(folder / "level");
  const auto type = read_word(folder / "type");
  const auto bytes = parse_cache_size(read_word(folder / "size").value_or(""));
  const auto sharers = parse_cpu_list(read_word(folder / "shared_cpu_list").value_or(""));
  if (!level || !type || !bytes || sharers.empty()) return std::nullopt;
  return Cache{static_cast<int>(*level), *type, *bytes, count(sharers.size())};
}

// Cores and packages are told apart by what sysfs calls them; a core by its list of CPUs, since core numbers
// repeat from package to package and, on some machines, from die to die.
void read_sysfs(const Path& cpu_root, const std::vector<int>& online, CpuInventory& inventory) {
  std::set<std::string> cores;
  std::set<std::string> packages;
  const auto before = [](const Cache& a, const Cache& b) { return order_of(a) < order_of(b); };
  std::set<Cache, decltype(before)> caches(before);
  for (const int cpu : online) {
    const Path folder = cpu_root / fmt::format("cpu{}", cpu);
    auto siblings = read_word(folder / "topology/core_cpus_list");
    if (!siblings) siblings = read_word(folder / "topology/thread_siblings_list");
    if (siblings) cores.insert(*siblings);
    if (const auto package = read_word(folder / "topology/physical_package_id")) packages.insert(*package);
    for (int index = 0;; ++index) {
      const Path cache_folder = folder / fmt::format("cache/index{}", index);
      std::error_code ignored;
      if (!std::filesystem::is_directory(cache_folder, ignored)) break;
      if (auto cache = read_cache(cache_folder)) caches.insert(std::move(*cache));
    }
  }
  inventory.cores = count(cores.size());
  inventory.packages = count(packages.size());
  inventory.caches.assign(caches.begin(), caches.end());
}

// x86 writes a paragraph per CPU with "physical id" and "core id"; others may write neither.
void read_cpuinfo(const std::string& cpuinfo, CpuInventory& inventory) {
  int processors = 0;
  std::set<std::string> cores;
  std::set<std::string> packages;
  for (std::size_t at = 0; at < cpuinfo.size();) {
    const std::size_t blank = std::min(cpuinfo.find("\n\n", at), cpuinfo.size());
    const std::string_view paragraph = std::string_view(cpuinfo).substr(at, blank - at);
    at = blank + 2;
    if (!text_of(paragraph, "processor")) continue;
    ++processors;
    const auto package = text_of(paragraph, "physical id");
    const auto core = text_of(paragraph, "core id");
    if (package) packages.insert(*package);
    if (package && core) cores.insert(*package + ":" + *core);
  }
  if (inventory.cpus == 0) inventory.cpus = processors;
  if (inventory.cores == 0) inventory.cores = count(cores.size());
  if (inventory.packages == 0) inventory.packages = count(packages.size());
}

}  // namespace

CpuInventory read_cpu_inventory(const Path& root) {
  CpuInventory inventory;
  const Path cpu_root = root / "sys/devices/system/cpu";
  const std::vector<int> online = parse_cpu_list(read_word(cpu_root / "online").value_or(""));
  inventory.cpus = count(online.size());
  read_sysfs(cpu_root, online, inventory);
  if (inventory.cpus == 0 || inventory.cores == 0 || inventory.packages == 0)
    read_cpuinfo(read_text(root / "proc/cpuinfo").value_or(""), inventory);
  inventory.numa_nodes =
      count(parse_cpu_list(read_word(root / "sys/devices/system/node/online").value_or("")).size());
  if (const auto active = read_integer(cpu_root / "smt/active"))
    inventory.smt = *active != 0;
  else if (inventory.cores > 0)
    inventory.smt = inventory.cpus > inventory.cores;
  return inventory;
}

}  // namespace allocscale
