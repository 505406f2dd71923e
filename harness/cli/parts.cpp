#include "harness/cli/parts.hpp"

#include <optional>
#include <span>

#include "harness/base/contains.hpp"
#include "harness/conduct/allocator_levels.hpp"
#include "harness/conduct/program_offer.hpp"
#include "harness/conduct/program_trial.hpp"
#include "harness/launch/arm_proof.hpp"
#include "harness/launch/discovery.hpp"
#include "harness/measure/counter_access.hpp"
#include "harness/measure/machine_reader.hpp"
#include "harness/measure/topology_reader.hpp"
#include "harness/model/allocator_name.hpp"
#include "harness/model/factor.hpp"
#include "harness/model/metric.hpp"
#include "harness/model/quality.hpp"
#include "harness/plan/dry_run.hpp"
#include "harness/plan/expand.hpp"
#include "harness/plan/experiment_files.hpp"
#include "harness/plan/spec.hpp"
#include "harness/report/figure.hpp"
#include "harness/report/format.hpp"
#include "harness/report/glossary.hpp"
#include "harness/report/part_text.hpp"

namespace allocscale {
namespace {

// The runner that is asked about kernels and layouts, which all runners have in common: the plain one, since
// every machine has its allocator.
const Runner* common_runner(const Catalog& catalog) {
  if (const Runner* const plain = find_plain_runner(catalog)) return plain;
  return catalog.runners.empty() ? nullptr : &catalog.runners.front();
}

Cell small_cell(const Runner& runner, const KernelOffer& kernel, const LayoutOffer& layout) {
  Cell cell;
  cell.kernel = kernel.name;
  cell.layout = layout.name;
  cell.allocator = runner.allocator;
  cell.size = kernel.small;
  return cell;
}

std::string describe_kernel(const Runner& runner, const KernelOffer& kernel) {
  return kernel_text(kernel, [&](const LayoutOffer& layout) {
    return ask_demand(runner, small_cell(runner, kernel, layout));
  });
}

std::string describe_arm(const Runner& runner, const ArmOffer& arm) {
  ArmProver prover;
  return arm_text(runner, arm, prover.refusal(runner, arm));
}

std::string describe_allocator(const Runner& runner) {
  ArmProver prover;
  return allocator_text(runner, [&](const ArmOffer& arm) { return prover.refusal(runner, arm); });
}

// Whether this machine counts the perf event; absent where the metric is none.
std::optional<std::string> counted_here(const MetricInfo& info) {
  for (const PhaseMetric metric : perf_counts) {
    if (&metric_info(metric) != &info) continue;
    if (contains(asked_event_metrics, metric)) return "counted where a run asks for it and the CPU has it";
    std::string here = "counted";
    for (const std::string& note : counter_notes(try_counters()))
      if (note.find(info.name) != std::string::npos) here = note;
    return here;
  }
  return std::nullopt;
}

void add_kernels_and_layouts(const Catalog& catalog, std::vector<Part>& all) {
  const Runner* const runner = common_runner(catalog);
  if (runner == nullptr) return;
  std::vector<std::string> layouts;
  for (const KernelOffer& kernel : runner->kernels) {
    all.push_back({"kernel", kernel.name, [runner, &kernel] { return describe_kernel(*runner, kernel); }});
    for (const LayoutOffer& layout : kernel.layouts)
      if (!contains(layouts, layout.name)) layouts.push_back(layout.name);
  }
  for (const std::string& name : layouts)
    all.push_back({"layout", name, [runner, name] { return layout_text(runner->kernels, name); }});
}

void add_allocators(const Catalog& catalog, std::vector<Part>& all) {
  for (const Runner& runner : catalog.runners) {
    all.push_back({"allocator", runner.allocator, [&runner] { return describe_allocator(runner); }});
    for (const ArmOffer& arm : runner.arms)
      all.push_back({"allocator", text_of({runner.allocator, arm.name}),
                     [&runner, &arm] { return describe_arm(runner, arm); }});
  }
  for (const auto& missing : {catalog.unbuilt, catalog.silent})
    for (const auto& [name, why] : missing)
      all.push_back({"allocator", name, [why = why] { return unbuilt_text(why); }});
}

void add_metrics(std::vector<Part>& all) {
  const auto add = [&all](std::span<const MetricInfo> infos, const char* scope) {
    for (const MetricInfo& info : infos)
      all.push_back({"metric", std::string(info.name),
                     [&info, scope] { return metric_text(info, scope, counted_here(info)); }});
  };
  add(phase_metrics, "phase of an iteration of a worker");
  add(worker_metrics, "worker");
  add(trial_metrics, "trial");
}

}  // namespace

std::string describe_experiment(const std::string& file, Catalog catalog, const Places& places) {
  Experiment experiment = read_experiment(file);
  ArmProver prover;
  prepare_allocators(experiment, catalog, prover);
  std::vector<std::string> left_out;
  if (!experiment.programs.empty()) {
    left_out = leave_out_unmet(experiment, catalog);
    (void)offer_programs(experiment, catalog, places);
  }
  const Topology topology = read_topology(this_machine().cgroup_cpus);
  Plan plan = expand(experiment, catalog, topology);
  plan.notes.insert(plan.notes.end(), left_out.begin(), left_out.end());
  const ProgramDemands demands(experiment);
  const auto predictions = predict(plan, topology, catalog, [&](const Cell& cell) {
    return demands.is_program(cell) ? demands.demand_of(cell)
                                    : ask_demand(*find_runner(catalog, cell.allocator), cell);
  });
  return experiment_text(file, experiment,
                         render(dry_run(experiment, plan, shape_block(plan, predictions), predictions,
                                        available_memory().value_or(INT64_MAX))));
}

std::vector<Part> all_parts(const Catalog& catalog, const Places& places) {
  std::vector<Part> all;
  add_kernels_and_layouts(catalog, all);
  add_allocators(catalog, all);
  for (const auto& path : list_experiments(places.experiments))
    all.push_back({"experiment", path.stem().string(), [file = path.string(), &catalog, places] {
                     return describe_experiment(file, catalog, places);
                   }});
  for (const Factor& factor : factors())
    all.push_back({"factor", std::string(factor.name), [&factor] { return factor_text(factor); }});
  add_metrics(all);
  for (const QualityFlagInfo& flag : quality_flags)
    all.push_back({"flag", std::string(flag.name), [&flag] { return flag_text(flag); }});
  for (const GlossaryWord& word : glossary())
    all.push_back({"word", word.name, [word] { return word_text(word); }});
  for (const Format* const format : all_formats())
    all.push_back({"format", std::string(format->name), [format] { return format_text(*format); }});
  for (const Figure* const figure : all_figures())
    all.push_back({"figure", std::string(figure->name), [figure] { return figure_text(*figure); }});
  return all;
}

}  // namespace allocscale
