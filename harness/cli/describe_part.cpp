#include "harness/cli/describe_part.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <span>
#include <utility>

#include "harness/base/contains.hpp"
#include "harness/base/plural.hpp"
#include "harness/base/quantity.hpp"
#include "harness/conduct/allocator_levels.hpp"
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
#include "harness/report/format.hpp"

namespace allocscale {
namespace {

std::string count(std::uint64_t number) { return format_count(static_cast<double>(number)); }

std::string line(std::string_view label, std::string_view text) {
  return fmt::format("  {:<11} {}\n", label, text);
}

// The runner that answers for what all runners have in common: the plain one, since everybody has its
// allocator.
const Runner* common_runner(const Catalog& catalog) {
  if (const Runner* const plain = find_plain_runner(catalog)) return plain;
  return catalog.runners.empty() ? nullptr : &catalog.runners.front();
}

Cell cell_of(const Runner& runner, const KernelOffer& kernel, const LayoutOffer& layout) {
  Cell cell;
  cell.kernel = kernel.name;
  cell.layout = layout.name;
  cell.allocator = runner.allocator;
  cell.size = kernel.small;
  return cell;
}

std::string describe_kernel(const Runner& runner, const KernelOffer& kernel) {
  std::string text = line("question", kernel.question) + line("kind", kernel_kind_name(kernel.facts.kind));
  text += line("sizes", fmt::format("small {} ({} a trial), paper {}, at most {} elements",
                                    count(kernel.small), plural(kernel.small_iterations, "iteration"),
                                    count(kernel.paper), count(kernel.largest)));
  for (const LayoutOffer& layout : kernel.layouts) {
    if (!layout.unsupported.empty()) {
      text += line("not under", fmt::format("{}: {}", layout.name, layout.unsupported));
      continue;
    }
    text += line("under", fmt::format("{}: {}", layout.name, layout.question));
    text += line("of " + count(kernel.small), "elements:") +
            describe_demand(ask_demand(runner, cell_of(runner, kernel, layout)));
  }
  return text;
}

std::string describe_layout(const Runner& runner, const std::string& name) {
  std::string text;
  std::string runs;
  std::string refusals;
  for (const KernelOffer& kernel : runner.kernels) {
    const LayoutOffer* const layout = find_layout(kernel, name);
    if (layout == nullptr) continue;
    if (text.empty()) text = line("question", layout->question);
    if (layout->unsupported.empty())
      runs += (runs.empty() ? "" : ", ") + kernel.name;
    else
      refusals += line("not by", fmt::format("{}: {}", kernel.name, layout->unsupported));
  }
  return text + line("run by", runs) + refusals;
}

// Whether it acts on the version that is loaded, and at which size that was seen.
std::string describe_proof(const Runner& runner, const ArmOffer& arm) {
  ArmProver prover;
  if (const std::string& refusal = prover.refusal(runner, arm); !refusal.empty())
    return "not offered: " + refusal;
  std::string size = format_bytes(static_cast<double>(arm.proof_bytes));
  if (arm.proof_block_bytes < arm.proof_bytes)
    size += " in blocks of " + format_bytes(static_cast<double>(arm.proof_block_bytes));
  return "seen to act on version " + runner.version + ", at " + size;
}

std::string knobs_of(const ArmOffer& arm) { return fmt::format("{}", fmt::join(arm.environment, " ")); }

std::string describe_arm(const Runner& runner, const ArmOffer& arm) {
  return line("what", fmt::format("{} with freed memory {}", runner.allocator,
                                  arm.name == retain_arm ? "kept" : "given back at once")) +
         line("knobs", arm.why_not.empty() ? knobs_of(arm) : "none") +
         line("here", describe_proof(runner, arm));
}

std::string describe_allocator(const Runner& runner) {
  std::string text = line("what", runner.description) + line("version", runner.version) +
                     line("library", runner.library_path) + line("hash", runner.library_hash) +
                     line("proof", "malloc and its family must belong to " + runner.owner) +
                     line("runner", runner.path);
  for (const ArmOffer& arm : runner.arms)
    text += line("arm", text_of({runner.allocator, arm.name}) + ": " +
                            (arm.why_not.empty() ? knobs_of(arm) + "; " : "") + describe_proof(runner, arm));
  return text;
}

std::string describe_metric(const MetricInfo& info, const char* scope) {
  std::string text = line("meaning", info.meaning) + line("unit", info.unit) + line("one per", scope) +
                     line("absent", "where the machine does not offer it: NULL in the store, never 0");
  for (const PhaseMetric metric : perf_counts) {
    if (&metric_info(metric) != &info) continue;
    std::string here;
    for (const std::string& note : counter_notes(try_counters()))
      if (note.find(info.name) != std::string::npos) here = note;
    const bool by_code = contains(raw_event_metrics, metric);
    text += line("here", by_code        ? "counted where a run asks for it and the CPU has it"
                         : here.empty() ? "counted"
                                        : here);
  }
  return text;
}

void add_parts(const Catalog& catalog, std::vector<Part>& all) {
  if (const Runner* const runner = common_runner(catalog)) {
    std::vector<std::string> layouts;
    for (const KernelOffer& kernel : runner->kernels) {
      all.push_back({"kernel", kernel.name, [runner, &kernel] { return describe_kernel(*runner, kernel); }});
      for (const LayoutOffer& layout : kernel.layouts)
        if (!contains(layouts, layout.name)) layouts.push_back(layout.name);
    }
    for (const std::string& name : layouts)
      all.push_back({"layout", name, [runner, name] { return describe_layout(*runner, name); }});
  }
  for (const Runner& runner : catalog.runners) {
    all.push_back({"allocator", runner.allocator, [&runner] { return describe_allocator(runner); }});
    for (const ArmOffer& arm : runner.arms)
      all.push_back({"allocator", text_of({runner.allocator, arm.name}),
                     [&runner, &arm] { return describe_arm(runner, arm); }});
  }
  for (const auto& [name, why] : catalog.unbuilt)
    all.push_back({"allocator", name, [why = why] { return line("not built", why); }});
}

std::string describe_factor(const Factor& factor) {
  const Cell cell;
  std::string text = line("varies", factor.meaning) +
                     line("to set it", fmt::format("{} LEVEL,…, or {} = [\"LEVEL\", …] in a spec's [factors]",
                                                   option_of(factor), factor.name));
  for (const FactorLevel& level : factor.levels)
    text += line("level", fmt::format("{}: {}{}", level.name, level.meaning,
                                      level.name == level_of(factor, cell) ? " (the default)" : ""));
  return text;
}

void add_metrics(std::vector<Part>& all) {
  const auto add = [&all](std::span<const MetricInfo> infos, const char* scope) {
    for (const MetricInfo& info : infos)
      all.push_back(
          {"metric", std::string(info.name), [&info, scope] { return describe_metric(info, scope); }});
  };
  add(phase_metrics, "phase of an iteration of a worker");
  add(worker_metrics, "worker");
  add(trial_metrics, "trial");
}

}  // namespace

std::string describe_demand(const Demand& demand) {
  std::string text =
      line("memory", format_bytes(static_cast<double>(demand.bytes)) + " a worker, predicted") +
      line("time", format_duration(demand.seconds * 1e9) + " an iteration alone, predicted");
  if (demand.work)
    text += line("work", fmt::format("{} operations, {} of list buffers moved, "
                                     "{} elements and {} buffers allocated",
                                     format_count(static_cast<double>(demand.work->operations)),
                                     format_bytes(static_cast<double>(demand.work->logical_bytes)),
                                     format_count(static_cast<double>(demand.work->element_allocations)),
                                     format_count(static_cast<double>(demand.work->buffer_allocations))));
  return text;
}

std::string describe_experiment(const std::string& file, Catalog catalog) {
  Experiment experiment = read_experiment(file);
  ArmProver prover;
  settle_allocators(experiment, catalog, prover);
  std::string text = line("file", file) + "\n" + experiment.question + "\n\n";
  text += line("baseline", experiment.baseline.layout + " " + experiment.baseline.allocator);
  text += line("estimand", estimand_name(experiment.estimand) + " iterations");
  text += line("margin", fmt::format("{:.0f} % counts as equivalent", 100 * experiment.margin)) + "\n";
  const Topology topology = read_topology(this_machine().cgroup_cpus);
  const Plan plan = expand(experiment, catalog, topology);
  const auto predictions = predict(plan, topology, catalog, [&catalog](const Cell& cell) {
    return ask_demand(*find_runner(catalog, cell.allocator), cell);
  });
  return text + render(dry_run(experiment, plan, shape_block(plan, predictions), predictions,
                               available_memory().value_or(INT64_MAX)));
}

std::vector<Part> all_parts(const Catalog& catalog, const Places& places) {
  std::vector<Part> all;
  add_parts(catalog, all);
  for (const auto& path : list_experiments(places.experiments))
    all.push_back({"experiment", path.stem().string(),
                   [file = path.string(), &catalog] { return describe_experiment(file, catalog); }});
  for (const Factor& factor : factors())
    all.push_back({"factor", std::string(factor.name), [&factor] { return describe_factor(factor); }});
  add_metrics(all);
  for (const QualityFlagInfo& flag : quality_flags)
    all.push_back({"flag", std::string(flag.name), [&flag] { return line("raised by", flag.advice); }});
  for (const Format* const format : all_formats())
    all.push_back({"format", std::string(format->name), [format] {
                     return line("what", format->meaning) +
                            line("to get it", fmt::format("allocscale report --format {}", format->name));
                   }});
  return all;
}

}  // namespace allocscale
