#include "harness/cli/run_details.hpp"

#include "harness/base/joined.hpp"
#include "harness/base/plural.hpp"
#include "harness/cli/note.hpp"
#include "harness/cli/worker_line.hpp"
#include "harness/measure/counter_access.hpp"

namespace allocscale {
namespace {

void tell_start(const Campaign& campaign) {
  const Cell& cell = campaign.plan.cells.front();
  const Runner* const runner = find_runner(campaign.catalog, cell.allocator);
  if (const ProgramTask* const task = find_program(campaign.experiment.programs, cell.kernel)) {
    for (const ProgramVariant& variant : task->variants)
      detail("{} is started as: {}", variant.name == only_variant ? task->name : variant.name,
             joined(variant.program.words, " "));
  } else if (runner != nullptr) {
    detail("a worker of the first cell is started as: {}", worker_line(cell, *runner, campaign.topology));
  }
}

}  // namespace

void tell_details(const Campaign& campaign, const Machine& machine, const OpenedRun& run) {
  if (loudness() != Loudness::verbose || campaign.plan.cells.empty()) return;
  detail("machine: {}", machine_summary(machine));
  for (const std::string& line : counter_notes(try_counters())) detail("{}", line);
  detail("run {}: {}, {} in random order by seed {}", run.id, plural(campaign.plan.cells.size(), "cell"),
         plural(run.blocks_wanted, "block"), run.seed);
  for (const std::string& name : campaign.experiment.allocators)
    if (const Runner* const runner = find_runner(campaign.catalog, name))
      detail("{}: {}, {}, run by {}", name, runner->version, runner->library_path, runner->path);
  tell_start(campaign);
}

}  // namespace allocscale
