#include "harness/conduct/run_head.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "harness/base/clock.hpp"
#include "harness/base/joined.hpp"
#include "harness/conduct/program_sources.hpp"
#include "harness/plan/asked_events.hpp"
#include "harness/plan/shard.hpp"

namespace allocscale {
namespace {

std::vector<AllocatorBuild> builds_of(const Plan& plan, const Catalog& catalog) {
  std::vector<AllocatorBuild> builds;
  for (const Runner& runner : catalog.runners) {
    const auto used = [&runner](const Cell& cell) { return cell.allocator == runner.allocator; };
    if (std::any_of(plan.cells.begin(), plan.cells.end(), used)) builds.push_back(build_of(runner));
  }
  return builds;
}

// What two runs must have in common to be one, beside cells, machine and builds, which the store compares
// itself. A deadline is not part of it: it measures nothing. "deadline=0" stands in the keys of stored runs,
// and is kept so that those are still continued.
std::string spec_key(const Experiment& experiment,
                     const std::map<std::string, std::string>& baseline_levels) {
  std::string levels;
  for (const auto& [factor, level] : baseline_levels) levels += fmt::format(" baseline {}={}", factor, level);
  return fmt::format("{} estimand={} margin={} baseline={}/{} deadline=0", experiment.name,
                     estimand_name(experiment.estimand), experiment.margin, experiment.baseline.layout,
                     experiment.baseline.allocator) +
         levels;
}

std::uint64_t draw_seed() {
  std::random_device device;
  // 53 bits, so that programs that read numbers as doubles keep the seed exact.
  return ((std::uint64_t{device()} << 32) | device()) >> 11;
}

std::vector<std::optional<LargestBuffer>> buffers_of(const Campaign& campaign, const AskDemand& ask) {
  std::vector<std::optional<LargestBuffer>> buffers;
  for (const Cell& cell : campaign.plan.cells) {
    std::optional<LargestBuffer>& buffer = buffers.emplace_back();
    if (find_runner(campaign.catalog, cell.allocator) != nullptr) buffer = largest_buffer(cell, ask(cell));
  }
  return buffers;
}

// Of all variants of the task, each file once.
std::string sources_of(const ProgramTask& task) {
  const char* const path = std::getenv("PATH");
  std::set<std::string> lines;
  for (const ProgramVariant& variant : task.variants)
    for (std::string& line : source_lines(variant.program, path == nullptr ? "" : path))
      lines.insert(std::move(line));
  return fmt::format(" sources {}", joined(lines, " "));
}

bool is_planned(const Plan& plan, const std::string& kernel) {
  return std::any_of(plan.cells.begin(), plan.cells.end(),
                     [&](const Cell& cell) { return cell.kernel == kernel; });
}

}  // namespace

AllocatorBuild build_of(const Runner& runner) {
  return {runner.allocator,   runner.version,  runner.library_path, runner.library_hash,
          runner.binary_hash, runner.settings, runner.arm_variables};
}

RunHead head_of(const Campaign& campaign, const Machine& machine, std::optional<std::uint64_t> seed,
                const AskDemand& ask) {
  RunHead head;
  head.spec_key = spec_key(campaign.experiment, campaign.plan.baseline_levels);
  for (const ProgramTask& task : campaign.experiment.programs)
    if (is_planned(campaign.plan, task.name)) head.spec_key += " " + identity_of(task) + sources_of(task);
  // Times of different designs do not belong into one table.
  if (campaign.plan.design == Design::paired) head.spec_key += " design=paired";
  // A run that counts other events is another run, since all trials of a run have the same columns.
  for (const AskedEvent& event : campaign.asked_events) head.spec_key += " event=" + asked_event_text(event);
  // Shards may have the same cells, as replicas on several machines have.
  if (campaign.shard)
    head.spec_key +=
        fmt::format(" shard={} replicas={}", shard_text(*campaign.shard), campaign.shard->replicas);
  if (campaign.stays_on_node) head.spec_key += " node=" + campaign.node;
  head.run.node = campaign.node;
  head.run.shard = campaign.shard;
  head.run.asked_events = campaign.asked_events;
  head.run.experiment = campaign.experiment.name;
  head.run.question = campaign.experiment.question;
  head.run.design = campaign.plan.design;
  head.run.estimand = campaign.experiment.estimand;
  head.run.baseline = campaign.experiment.baseline;
  head.run.baseline.levels = campaign.plan.baseline_levels;
  head.run.margin = campaign.experiment.margin;
  head.run.blocks_wanted = campaign.experiment.blocks;
  head.run.seed = seed ? *seed : draw_seed();
  head.run.capacity = campaign.topology.capacity;
  head.run.machine = machine;
  head.run.cells = campaign.plan.cells;
  head.run.facts = facts_of(declared_facts(campaign.catalog), campaign.plan.cells);
  head.run.buffers = buffers_of(campaign, ask);
  head.run.builds = builds_of(campaign.plan, campaign.catalog);
  for (const PublishedFigures& figures : campaign.experiment.published)
    if (is_planned(campaign.plan, figures.kernel)) head.run.published.push_back(figures);
  for (const FidelityPair& pair : campaign.experiment.fidelity)
    if (is_planned(campaign.plan, pair.model) && is_planned(campaign.plan, pair.program))
      head.run.fidelity.push_back(pair);
  head.started_at_unix_ns = unix_now_ns();
  return head;
}

}  // namespace allocscale
