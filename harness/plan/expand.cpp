#include "harness/plan/expand.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "harness/base/error.hpp"
#include "harness/plan/levels.hpp"
#include "harness/plan/resolve.hpp"

namespace allocscale {
namespace {

// An experiment with its levels resolved.
struct Levels {
  const Experiment& experiment;
  std::vector<std::string> kernels;
  std::vector<std::string> layouts;
  std::vector<std::string> allocators;
};

// All runners hold the same kernel objects: whichever has the kernel speaks for all.
const KernelOffer& offer_of(const Catalog& catalog, const std::string& kernel) {
  for (const Runner& runner : catalog.runners)
    if (const KernelOffer* offer = find_kernel(runner, kernel)) return *offer;
  throw SetupError(fmt::format("no runner has the kernel '{}': build the project again", kernel));
}

std::vector<std::string> supported_layouts(const KernelOffer& kernel) {
  std::vector<std::string> names;
  for (const LayoutOffer& layout : kernel.layouts)
    if (layout.unsupported.empty()) names.push_back(layout.name);
  return names;
}

bool is_named(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// The layouts to run the kernel under; notes for those that were asked for by name, of a kernel asked for by
// name.
std::vector<std::string> layouts_for(const KernelOffer& kernel, const Levels& levels, Plan& plan) {
  const std::vector<std::string> supported = supported_layouts(kernel);
  if (supported == std::vector<std::string>{"none"}) return supported;
  std::vector<std::string> layouts;
  for (const std::string& name : levels.layouts) {
    if (is_named(supported, name)) {
      layouts.push_back(name);
      continue;
    }
    if (!is_named(levels.experiment.kernels, kernel.name) || !is_named(levels.experiment.layouts, name))
      continue;
    const LayoutOffer* offer = find_layout(kernel, name);
    plan.notes.push_back(fmt::format("{} under {} was left out: {}", kernel.name, name,
                                     offer == nullptr ? "there is no such combination" : offer->unsupported));
  }
  return layouts;
}

// The experiment's baseline; for a kernel without its layout, the first layout that the kernel runs under
// here.
Baseline baseline_for(const KernelOffer& kernel, const std::vector<std::string>& layouts,
                      const Experiment& experiment, Plan& plan) {
  Baseline baseline = experiment.baseline;
  if (is_named(supported_layouts(kernel), baseline.layout)) return baseline;
  if (layouts.front() != "none")
    plan.notes.push_back(fmt::format("{} does not run under {}: it is compared with {}", kernel.name,
                                     baseline.layout, layouts.front()));
  baseline.layout = layouts.front();
  return baseline;
}

void add_cells(const Baseline& levels, const Experiment& experiment, const ResolvedSize& size,
               Comparison& comparison, Plan& plan) {
  for (const int workers : plan.workers) {
    if (levels == comparison.baseline) comparison.baseline_cells.push_back(plan.cells.size());
    comparison.cells.push_back(plan.cells.size());
    plan.cells.push_back({.kernel = comparison.kernel,
                          .layout = levels.layout,
                          .allocator = levels.allocator,
                          .size = size.elements,
                          .workers = workers,
                          .placement = experiment.placement,
                          .iterations = size.iterations});
  }
}

void add_comparison(const Baseline& baseline, const std::vector<std::string>& layouts,
                    const KernelOffer& kernel, const ResolvedSize& size, const Levels& levels, Plan& plan) {
  Comparison comparison{kernel.name, size.elements, baseline, {}, {}};
  const bool has_baseline =
      is_named(layouts, baseline.layout) && is_named(levels.allocators, baseline.allocator);
  if (!has_baseline) add_cells(baseline, levels.experiment, size, comparison, plan);
  for (const std::string& layout : layouts)
    for (const std::string& allocator : levels.allocators)
      add_cells({layout, allocator}, levels.experiment, size, comparison, plan);
  plan.comparisons.push_back(std::move(comparison));
}

void find_missing_runners(const Catalog& catalog, Plan& plan) {
  for (const Cell& cell : plan.cells) {
    if (find_runner(catalog, cell.allocator) != nullptr || plan.missing_runners.count(cell.allocator) > 0)
      continue;
    const std::string& reason = catalog.unbuilt.at(cell.allocator);
    plan.missing_runners[cell.allocator] = reason;
    plan.notes.push_back(fmt::format("{} will be skipped: {}", cell.allocator, reason));
  }
}

}  // namespace

Plan expand(const Experiment& experiment, const Catalog& catalog, const Topology& topology) {
  if (catalog.runners.empty()) throw SetupError("no runner was found: build the project, then run again");
  const KnownNames known = known_names(catalog);
  check_names(experiment, known);
  const Levels levels{experiment, resolve_names(experiment.kernels, known.kernels),
                      resolve_names(experiment.layouts, known.layouts),
                      resolve_names(experiment.allocators, known.allocators)};
  Plan plan;
  plan.workers = resolve_workers(experiment.workers, topology, plan.notes);
  for (const std::string& name : levels.kernels) {
    const KernelOffer& kernel = offer_of(catalog, name);
    const std::vector<std::string> layouts = layouts_for(kernel, levels, plan);
    if (layouts.empty()) continue;
    const Baseline baseline = baseline_for(kernel, layouts, experiment, plan);
    for (const ResolvedSize& size : resolve_sizes(experiment, kernel))
      add_comparison(baseline, layouts, kernel, size, levels, plan);
  }
  if (plan.cells.empty())
    throw RequestError(fmt::format("{}: nothing to run: none of its kernels runs under any of its layouts{}",
                                   experiment.name,
                                   plan.notes.empty() ? "" : " (" + plan.notes.back() + ")"));
  find_missing_runners(catalog, plan);
  return plan;
}

}  // namespace allocscale
