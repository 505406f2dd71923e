#include "harness/plan/expand.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/base/joined.hpp"
#include "harness/model/allocator_name.hpp"
#include "harness/model/designs.hpp"
#include "harness/plan/factor_levels.hpp"
#include "harness/plan/levels.hpp"
#include "harness/plan/resolve.hpp"

namespace allocscale {
namespace {

// An experiment with its levels resolved.
struct Levels {
  const Experiment& experiment;
  const Catalog& catalog;
  std::vector<std::string> kernels;
  std::vector<std::string> layouts;
  std::vector<std::string> allocators;
  std::vector<std::string> vary_under;
  std::vector<Cell> settings;  // every combination of the other factors' levels; the baseline's first
};

// What is known of the kernel, from a runner of the experiment's allocators: runners of one build hold the
// same kernels, but another allocator's may be left from an older build.
const KernelOffer& offer_of(const Levels& levels, const std::string& kernel) {
  for (const std::string& allocator : levels.allocators)
    if (const Runner* runner = find_runner(levels.catalog, allocator))
      if (const KernelOffer* offer = find_kernel(*runner, kernel)) return *offer;
  for (const Runner& runner : levels.catalog.runners)
    if (const KernelOffer* offer = find_kernel(runner, kernel)) return *offer;
  throw SetupError(fmt::format("no runner has the kernel '{}': build the project again", kernel));
}

bool needs_lists(const KernelOffer& kernel) {
  return std::any_of(kernel.layouts.begin(), kernel.layouts.end(), [](const LayoutOffer& layout) {
    return layout.unsupported.empty() && stores_lists(layout.facts);
  });
}

std::vector<std::string> supported_layouts(const KernelOffer& kernel) {
  std::vector<std::string> names;
  for (const LayoutOffer& layout : kernel.layouts)
    if (layout.unsupported.empty()) names.push_back(layout.name);
  return names;
}

// Whether it is the name of a variant of one of the experiment's programs.
bool is_variant(const Experiment& experiment, const std::string& name) {
  return std::any_of(experiment.programs.begin(), experiment.programs.end(),
                     [&](const ProgramTask& task) { return find_variant(task, name) != nullptr; });
}

// The layouts to run the kernel under; notes for those that were asked for by name, of a kernel asked for by
// name.
std::vector<std::string> layouts_for(const KernelOffer& kernel, const Levels& levels, Plan& plan) {
  const std::vector<std::string> supported = supported_layouts(kernel);
  const bool is_program = kernel.facts.kind == KernelKind::program;
  if (!supported.empty() && !needs_lists(kernel) && !is_program) return supported;
  std::vector<std::string> layouts;
  for (const std::string& name : levels.layouts) {
    if (contains(supported, name)) {
      layouts.push_back(name);
      continue;
    }
    // The variants of a program are its own: neither a kernel nor another program lacks them, and it lacks no
    // kernel's layouts.
    if (is_program || is_variant(levels.experiment, name) ||
        !contains(levels.experiment.kernels, kernel.name) || !contains(levels.experiment.layouts, name))
      continue;
    const LayoutOffer* offer = find_layout(kernel, name);
    plan.notes.push_back(fmt::format("{} under {} was left out: {}", kernel.name, name,
                                     offer == nullptr ? "there is no such combination" : offer->unsupported));
  }
  return layouts;
}

Cell with_names(Cell setting, const std::string& layout, const std::string& allocator) {
  setting.layout = layout;
  setting.allocator = allocator;
  return setting;
}

bool is_rehearsed(const Catalog& catalog, const std::string& name) {
  for (const Runner& runner : catalog.runners)
    for (const KernelOffer& kernel : runner.kernels)
      if (const LayoutOffer* layout = find_layout(kernel, name); layout != nullptr && layout->facts.rehearsed)
        return true;
  return false;
}

// Why the setting cannot be run with the cell's allocator; empty when it can. An allocator without a runner
// is not judged here: all its cells are skipped.
std::string why_not_offered(const Cell& cell, const Catalog& catalog) {
  const Runner* runner = find_runner(catalog, cell.allocator);
  if (cell.huge_pages == HugePages::always && runner != nullptr && runner->huge_page_knob.empty())
    return fmt::format("{} with huge_pages always: this build knows no knob by which it asks for them",
                       cell.allocator);
  if (cell.siblings != Siblings::self && cell.start != StartMethod::exec)
    return "siblings with another start than exec: they are processes of their own";
  if (cell.start == StartMethod::thread && is_rehearsed(catalog, cell.layout))
    return fmt::format("{} with start thread: what it replays are the addresses of one worker's process",
                       cell.layout);
  return {};
}

bool is_offered(const Cell& cell, const Catalog& catalog) { return why_not_offered(cell, catalog).empty(); }

void note_what_is_not_offered(const Levels& levels, Plan& plan) {
  std::set<std::string> reasons;
  for (const std::string& layout : levels.layouts)
    for (const std::string& allocator : levels.allocators)
      for (const Cell& setting : levels.settings)
        if (const std::string why = why_not_offered(with_names(setting, layout, allocator), levels.catalog);
            !why.empty() && reasons.insert(why).second)
          plan.notes.push_back("left out: " + why);
}

// The experiment's baseline; for a kernel without its layout, the first layout that the kernel runs under
// here.
Baseline baseline_for(const KernelOffer& kernel, const std::vector<std::string>& layouts,
                      const Experiment& experiment, Plan& plan) {
  Baseline baseline = experiment.baseline;
  baseline.levels = plan.baseline_levels;
  if (contains(supported_layouts(kernel), baseline.layout)) return baseline;
  if (needs_lists(kernel))
    plan.notes.push_back(fmt::format("{} does not run under {}: it is compared with {}", kernel.name,
                                     baseline.layout, layouts.front()));
  baseline.layout = layouts.front();
  return baseline;
}

void add_cells(Cell cell, const ResolvedSize& size, Comparison& comparison, Plan& plan) {
  cell.kernel = comparison.kernel;
  cell.size = size.elements;
  cell.iterations = size.iterations;
  for (const int workers : plan.workers) {
    cell.workers = workers;
    if (is_baseline(comparison.baseline, cell)) comparison.baseline_cells.push_back(plan.cells.size());
    comparison.cells.push_back(plan.cells.size());
    plan.cells.push_back(cell);
  }
}

// Whether the experiment has this cell of a kernel, whose baseline is given. The baseline itself is never
// left out, nor its allocator for being an arm.
bool is_wanted(const Levels& levels, const std::string& kernel, const Baseline& baseline, const Cell& cell,
               bool baselines_setting) {
  if (baselines_setting && cell.layout == baseline.layout && cell.allocator == baseline.allocator)
    return true;
  const bool armed = is_arm(cell.allocator) && cell.allocator != baseline.allocator;
  if (is_control(levels.experiment, kernel)) return baselines_setting && !armed;
  if (levels.experiment.combination == Combination::crossed) return true;
  if (baselines_setting) return !armed || !is_rehearsed(levels.catalog, cell.layout);
  return !armed && (cell.layout == baseline.layout || contains(levels.vary_under, cell.layout));
}

// "boxed glibc", and the levels of the factors that vary: "boxed glibc with start fork".
std::string baseline_text(const Cell& baseline, const Levels& levels) {
  const std::string varying = levels_text(baseline, varying_factors(levels.settings));
  return fmt::format("{} {}{}{}", baseline.layout, baseline.allocator, varying.empty() ? "" : " with ",
                     varying);
}

void add_comparison(const Baseline& baseline, const std::vector<std::string>& layouts,
                    const KernelOffer& kernel, const ResolvedSize& size, const Levels& levels, Plan& plan) {
  Comparison comparison{kernel.name, size.elements, baseline, {}, {}};
  const Cell own = with_names(levels.settings.front(), baseline.layout, baseline.allocator);
  if (const std::string why = why_not_offered(own, levels.catalog); !why.empty())
    throw RequestError(fmt::format("{}: the baseline, {}, cannot be run: {}", levels.experiment.name,
                                   baseline_text(own, levels), why));
  const bool has_baseline =
      contains(layouts, baseline.layout) && contains(levels.allocators, baseline.allocator);
  if (!has_baseline) add_cells(own, size, comparison, plan);
  for (const std::string& layout : layouts)
    for (const std::string& allocator : levels.allocators)
      for (const Cell& setting : levels.settings)
        if (const Cell cell = with_names(setting, layout, allocator);
            is_offered(cell, levels.catalog) &&
            is_wanted(levels, kernel.name, baseline, cell, setting == levels.settings.front()))
          add_cells(cell, size, comparison, plan);
  plan.comparisons.push_back(std::move(comparison));
}

// Throws where a paired design was asked for and cannot be.
void check_design(const Experiment& experiment) {
  if (experiment.design != Design::paired) return;
  if (experiment.estimand == Estimand::cold)
    throw RequestError(fmt::format(
        "{}: a process is cold once only, so that cold times cannot be paired; expected design = \"separate\"",
        place_of_level(experiment, "design", "paired")));
  if (experiment.iterations.value_or(fewest_paired_iterations) < fewest_paired_iterations)
    throw RequestError(
        fmt::format("{}: a paired trial has {} iterations or more, two of them before its pairs",
                    place_of_level(experiment, "iterations", std::to_string(*experiment.iterations)),
                    fewest_paired_iterations));
}

// The designs of the cells, and one note on each reason for which comparisons are not paired.
void choose_designs(const Experiment& experiment, int capacity, Plan& plan) {
  plan.design = experiment.design.value_or(default_design(experiment.estimand));
  plan.designs = designs_of(plan.cells, plan.design, capacity);
  if (plan.design == Design::separate) return;
  std::map<std::string_view, std::vector<std::string>> reasons;
  for (const Comparison& comparison : plan.comparisons) {
    if (plan.designs.at(comparison.cells.front()) == Design::paired) continue;
    for (const std::size_t cell : comparison.cells)
      if (const auto why = why_not_paired(plan.cells[cell], capacity);
          plan.cells[cell].workers > 1 && !why.empty()) {
        reasons[why].push_back(comparison.kernel);
        break;
      }
  }
  for (const auto& [why, kernels] : reasons)
    plan.notes.push_back(fmt::format("alone and together in separate processes, not in one: {} ({})", why,
                                     joined(kernels, ", ")));
}

void find_missing_runners(const Catalog& catalog, Plan& plan) {
  for (const Cell& cell : plan.cells) {
    if (find_runner(catalog, cell.allocator) != nullptr || plan.missing_runners.contains(cell.allocator))
      continue;
    const std::string reason = why_missing(catalog, cell.allocator).value();
    plan.missing_runners[cell.allocator] = reason;
    plan.notes.push_back(fmt::format("{} will be skipped: {}", cell.allocator, reason));
  }
}

}  // namespace

Plan expand(const Experiment& experiment, const Catalog& catalog, const Topology& topology) {
  if (catalog.runners.empty())
    throw SetupError("no runner was found: build them (make programs), then run again");
  const KnownNames known = known_names(catalog);
  check_names(experiment, known);
  check_design(experiment);
  const ResolvedFactors factors = resolve_factors(experiment, topology);
  const Levels levels{experiment,
                      catalog,
                      resolve_names(experiment.kernels, known.kernels),
                      resolve_names(experiment.layouts, known.layouts),
                      resolve_names(experiment.allocators, known.allocators),
                      resolve_names(experiment.vary_under, known.layouts),
                      factors.settings};
  Plan plan;
  plan.notes = factors.notes;
  plan.baseline_levels = factors.baseline;
  note_what_is_not_offered(levels, plan);
  plan.workers = resolve_workers(experiment.workers, topology, plan.notes);
  std::vector<std::string> kernels = levels.kernels;
  for (const std::string& control : experiment.controls)
    if (!contains(kernels, control)) kernels.push_back(control);
  for (const std::string& name : kernels) {
    const KernelOffer& kernel = offer_of(levels, name);
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
  choose_designs(experiment, topology.capacity, plan);
  find_missing_runners(catalog, plan);
  return plan;
}

}  // namespace allocscale
