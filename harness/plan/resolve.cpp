#include "harness/plan/resolve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/base/nearest_name.hpp"
#include "harness/base/quantity.hpp"
#include "harness/model/law_levels.hpp"
#include "harness/plan/levels.hpp"

namespace allocscale {
namespace {

// `factor` is where the mark is found, `noun` what the name is.
void check_name(const Experiment& experiment, const std::string& factor, const std::string& noun,
                const std::string& name, const std::vector<std::string>& known) {
  if (name == every_name || contains(known, name)) return;
  throw RequestError(fmt::format("{}: unknown {} '{}'{}", place_of_level(experiment, factor, name), noun,
                                 name, name_hint(name, known)));
}

std::uint64_t elements_of(const SizeLevel& level, const KernelOffer& kernel) {
  if (level.word == "small") return kernel.small;
  if (level.word == "paper") return kernel.paper;
  return level.number;
}

int iterations_of(const Experiment& experiment, const SizeLevel& level, const KernelOffer& kernel) {
  constexpr int fewest_for_settled = 4;  // one that is cold, one that may settle, two that agree
  const bool settled = experiment.estimand == Estimand::settled;
  if (!experiment.iterations) {
    const int own = level.word == "small" ? kernel.small_iterations : 1;
    return std::max(own, settled ? fewest_for_settled : 1);
  }
  if (settled && *experiment.iterations < 2)
    throw RequestError(fmt::format(
        "{}: 1 iteration is the cold one, and none repeats it; expected 3 or more, or estimand = \"cold\"",
        place_of_level(experiment, "iterations", std::to_string(*experiment.iterations))));
  return *experiment.iterations;
}

// The middle of the gap with the largest ratio, of equal ones the upper; gaps without a number in them aside.
// There must be one that has.
int widest_middle(const std::set<int>& levels) {
  int low = 1, high = 1;
  for (auto next = std::next(levels.begin()); next != levels.end(); ++next) {
    const int before = *std::prev(next);
    if (*next - before > 1 && std::int64_t{*next} * low >= std::int64_t{high} * before) {
      low = before;
      high = *next;
    }
  }
  return low + (high - low) / 2;
}

// 1, 2, 4, … all CPUs, and from six CPUs on what a scaling law lacks between them; then half as many again
// and twice as many: what a queue for the CPUs adds.
std::set<int> scaling_levels(int cpus) {
  std::set<int> levels = {cpus};
  for (int workers = 1; workers < cpus; workers *= 2) levels.insert(workers);
  while (cpus >= levels_for_law && static_cast<int>(levels.size()) < levels_for_law)
    levels.insert(widest_middle(levels));
  levels.insert({cpus + (cpus + 1) / 2, cpus == 1 ? 3 : 2 * cpus});
  return levels;
}

}  // namespace

std::string place_of_level(const Experiment& experiment, const std::string& factor,
                           const std::string& level) {
  for (const SourceMark& mark : experiment.marks)
    if (mark.factor == factor && mark.level == level) return mark.where;
  return experiment.name;
}

KnownNames known_names(const Catalog& catalog) {
  KnownNames known;
  std::set<std::string> kernels;
  for (const Runner& runner : catalog.runners) {
    for (const KernelOffer& kernel : runner.kernels) {
      kernels.insert(kernel.name);
      for (const LayoutOffer& layout : kernel.layouts)
        if (!contains(known.layouts, layout.name)) known.layouts.push_back(layout.name);
    }
  }
  known.kernels.assign(kernels.begin(), kernels.end());
  known.allocators = allocator_names(catalog);
  return known;
}

void check_names(const Experiment& experiment, const KnownNames& known) {
  for (const std::string& name : experiment.kernels)
    check_name(experiment, "kernel", "kernel", name, known.kernels);
  for (const std::string& name : experiment.controls)
    check_name(experiment, "control", "kernel", name, known.kernels);
  for (const std::string& name : experiment.layouts)
    check_name(experiment, "layout", "layout", name, known.layouts);
  for (const std::string& name : experiment.vary_under)
    check_name(experiment, "varied layout", "layout", name, known.layouts);
  for (const std::string& name : experiment.allocators) check_allocator(experiment, name, known);
  for (const auto& [name, sizes] : experiment.kernel_sizes)
    check_name(experiment, "sized kernel", "kernel", name, known.kernels);
  for (const FidelityPair& pair : experiment.fidelity) {
    check_name(experiment, "fidelity model", "kernel", pair.model, known.kernels);
    check_name(experiment, "fidelity layout", "layout", pair.layout, known.layouts);
  }
  check_name(experiment, "baseline layout", "layout", experiment.baseline.layout, known.layouts);
  check_name(experiment, "baseline allocator", "allocator", experiment.baseline.allocator, known.allocators);
}

void check_allocator(const Experiment& experiment, const std::string& name, const KnownNames& known) {
  check_name(experiment, "allocator", "allocator", name, known.allocators);
}

std::vector<std::string> resolve_names(const std::vector<std::string>& names,
                                       const std::vector<std::string>& known) {
  std::vector<std::string> resolved;
  for (const std::string& name : contains(names, every_name) ? known : names)
    if (!contains(resolved, name)) resolved.push_back(name);
  return resolved;
}

std::vector<int> resolve_workers(const std::vector<WorkersLevel>& levels, const Topology& topology,
                                 std::vector<std::string>& notes) {
  const int cpus = std::max(1, static_cast<int>(topology.cpus.size()));
  const int all = std::clamp(topology.capacity, 1, cpus);
  std::set<int> numbers;
  for (const WorkersLevel& level : levels) {
    if (level.scaling)
      numbers.merge(scaling_levels(all));
    else
      numbers.insert(level.max ? all : level.number);
  }
  if (numbers.insert(1).second)
    notes.emplace_back("1 worker was added: a slowdown is measured against one alone");
  if (numbers.size() == 1) notes.emplace_back("1 worker only: no slowdown can be measured");
  return {numbers.begin(), numbers.end()};
}

bool is_control(const Experiment& experiment, const std::string& kernel) {
  return contains(experiment.controls, kernel) && !contains(experiment.kernels, kernel);
}

std::vector<ResolvedSize> resolve_sizes(const Experiment& experiment, const KernelOffer& kernel) {
  if (kernel.facts.kind == KernelKind::program) return {{0, 1}};  // it has no size, and is cold once
  const auto own = experiment.kernel_sizes.find(kernel.name);
  const bool has_own = own != experiment.kernel_sizes.end();
  const std::string factor = has_own ? "size of " + kernel.name : "size";
  static const std::vector<SizeLevel> controls_sizes = {{"small"}};
  const auto& shared = is_control(experiment, kernel.name) ? controls_sizes : experiment.sizes;
  std::vector<ResolvedSize> sizes;
  for (const SizeLevel& level : has_own ? own->second : shared) {
    const std::uint64_t elements = elements_of(level, kernel);
    const std::string place = place_of_level(experiment, factor, level_text(level));
    if (elements == 0)
      throw RequestError(fmt::format("{}: kernel '{}' has no size '{}'; give a number of elements", place,
                                     kernel.name, level_text(level)));
    if (elements > kernel.largest)
      throw RequestError(fmt::format("{}: size {} is above {}, the largest of kernel '{}'", place,
                                     format_count(static_cast<double>(elements)),
                                     format_count(static_cast<double>(kernel.largest)), kernel.name));
    const bool repeated = std::any_of(sizes.begin(), sizes.end(),
                                      [&](const ResolvedSize& size) { return size.elements == elements; });
    if (!repeated) sizes.push_back({elements, iterations_of(experiment, level, kernel)});
  }
  return sizes;
}

}  // namespace allocscale
