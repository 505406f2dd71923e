#include "harness/model/sibling.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "harness/base/error.hpp"

namespace allocscale {
namespace {

// A repeat should last about a millisecond, so that siblings stop soon after the first worker and can keep to
// a rate.
constexpr std::uint64_t idle_ms = 10;
constexpr std::uint64_t compute_steps = 1'000'000;
constexpr std::uint64_t fault_pages = 512;
constexpr double bytes_per_copied_element = 16;  // 8-byte values are read and written

// For a machine that does not tell its caches.
constexpr std::int64_t usual_l2_bytes = 512 * 1024;
constexpr std::int64_t usual_last_level_bytes = 32 * 1024 * 1024;

// A copying kernel of n elements works on two buffers of 8 n bytes.
std::uint64_t copied_elements(double bytes) {
  return static_cast<std::uint64_t>(bytes / bytes_per_copied_element);
}

double or_usual(std::int64_t bytes, std::int64_t usual) {
  return static_cast<double>(bytes > 0 ? bytes : usual);
}

SiblingTask task_that_uses(Resource resource, std::uint64_t size, const Runner& runner) {
  for (const KernelOffer& kernel : runner.kernels) {
    if (kernel.facts.resource != resource) continue;
    for (const LayoutOffer& layout : kernel.layouts)
      if (layout.unsupported.empty()) return {kernel.name, layout.name, size};
  }
  throw SetupError(
      fmt::format("{} has no kernel for siblings that use only: {}", runner.path, resource_name(resource)));
}

}  // namespace

std::optional<SiblingTask> sibling_task(const Cell& cell, const Topology& topology, const Runner& runner) {
  switch (cell.siblings) {
    case Siblings::self:
      return std::nullopt;
    case Siblings::idle:
      return task_that_uses(Resource::waiting, idle_ms, runner);
    case Siblings::compute:
      return task_that_uses(Resource::processor, compute_steps, runner);
    case Siblings::fault:
      return task_that_uses(Resource::fault_rate, fault_pages, runner);
    case Siblings::copy:
      return task_that_uses(Resource::copy_bandwidth,
                            copied_elements(or_usual(topology.l2_bytes, usual_l2_bytes) / 2), runner);
    case Siblings::stream:
      return task_that_uses(Resource::streaming,
                            copied_elements(or_usual(topology.last_level_bytes, usual_last_level_bytes) * 4),
                            runner);
  }
  return std::nullopt;
}

bool is_sibling(const Cell& cell, int worker) { return cell.siblings != Siblings::self && worker > 0; }

Cell alone(Cell cell) {
  cell.workers = 1;
  cell.siblings = Siblings::self;
  cell.sibling_rate = SiblingRate::full;
  return cell;
}

Cell cell_of_sibling(const Cell& cell, const SiblingTask& task) {
  Cell sibling = alone(cell);
  sibling.kernel = task.kernel;
  sibling.layout = task.layout;
  sibling.size = task.size;
  sibling.iterations = 1;
  return sibling;
}

std::optional<double> matched_rate(Siblings siblings, double faults_per_s, double bytes_per_s) {
  if (siblings == Siblings::fault) return faults_per_s;
  if (siblings == Siblings::copy || siblings == Siblings::stream)
    return bytes_per_s / bytes_per_copied_element;
  return std::nullopt;
}

}  // namespace allocscale
