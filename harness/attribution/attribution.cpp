#include "harness/attribution/attribution.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "harness/attribution/bandwidth.hpp"
#include "harness/attribution/component_grades.hpp"
#include "harness/base/shuffle.hpp"
#include "harness/model/factor.hpp"

namespace allocscale {
namespace {

std::vector<Subject> subjects_of(const TaskCells& task) {
  std::vector<Subject> subjects;
  for (const auto& [treatment, records] : task.cells) {
    if (!may_be_subject(treatment, task.common.siblings)) continue;
    const Subject subject = {treatment.layout, treatment.allocator, treatment.workers};
    const auto removals = removals_of(subject);
    if (std::any_of(removals.begin(), removals.end(),
                    [&](const Treatment& removal) { return !task.at(removal).empty(); }))
      subjects.push_back(subject);
  }
  return subjects;
}

std::optional<Interval> ratio_over_blocks(const BlockValues& upper, const BlockValues& lower) {
  std::vector<double> ratios;
  for (const auto& [above, below] : in_common(upper, lower)) ratios.push_back(above / below);
  return geometric_interval(ratios, 0.95);
}

std::optional<MachineLoss> machine_loss(const std::vector<TaskCells>& tasks, const TaskCells& of,
                                        int workers) {
  for (const TaskCells& task : tasks) {
    if (task.common.kernel != "compute" || !same_setting(task, of)) continue;
    for (const auto& [treatment, records] : task.cells) {
      if (treatment.workers != 1 || treatment.twin) continue;
      const BlockValues together = block_times(task.at({treatment.layout, treatment.allocator, workers}));
      std::vector<double> points, times;
      for (const auto& [alone, with_others] : in_common(block_times(records), together)) {
        points.push_back(100 * (with_others / alone - 1));
        times.push_back(alone);
      }
      if (const auto interval = mean_interval(points, 0.95))
        return MachineLoss{task.common.kernel, static_cast<int>(points.size()), *mean_of(times), *interval};
    }
  }
  return std::nullopt;
}

std::vector<Change> changes_of(const TaskCells& task, const Subject& subject, const RemovalLevels& levels) {
  std::vector<Change> changes;
  const BlockValues as_is = block_times(task.at({subject.layout, subject.allocator, 1}));
  const BlockValues as_is_together =
      block_times(task.at({subject.layout, subject.allocator, subject.workers}));
  const auto add = [&](Memory memory, Access access, const std::string& name) {
    Treatment treatment = *treatment_of(subject, memory, access, 1);
    const BlockValues alone = block_times(task.at(treatment));
    treatment.workers = subject.workers;
    const BlockValues together = block_times(task.at(treatment));
    const auto ratio = ratio_over_blocks(alone, as_is);
    const auto ratio_together = ratio_over_blocks(together, as_is_together);
    const auto slowdown = ratio_over_blocks(together, alone);
    if (ratio && ratio_together && slowdown) changes.push_back({name, *ratio, *ratio_together, *slowdown});
  };
  for (const Memory level : levels.memory)
    if (level != Memory::as_is) add(level, Access::counted, level_name(subject, level));
  for (const Access level : levels.access)
    if (level != Access::counted) add(Memory::as_is, level, level_name(subject, level));
  return changes;
}

std::optional<Interval> replay_reading(const TaskCells& task, const Subject& subject) {
  const auto replay = treatment_of(subject, Memory::replayed, Access::counted, 1);
  const BlockValues as_is = block_times(task.at({subject.layout, subject.allocator, 1}));
  const auto reading = [](const TrialRecord& record) { return record.null_replay_ns; };
  std::vector<double> points;
  for (const auto& [read, alone] : in_common(block_means(task.at(*replay), reading), as_is))
    points.push_back(100 * read / alone);
  return mean_interval(points, 0.95);
}

// The tasks that are this one beside another kind of siblings, itself among them. Of a kind that ran at two
// rates, the one at the kernel's own.
std::vector<const TaskCells*> beside_siblings(const std::vector<TaskCells>& tasks, const TaskCells& task) {
  std::map<Siblings, const TaskCells*> by_kind;
  for (const TaskCells& other : tasks) {
    Cell common = other.common;
    common.siblings = task.common.siblings;
    common.sibling_rate = task.common.sibling_rate;
    if (common != task.common) continue;
    const TaskCells*& kept = by_kind[other.common.siblings];
    if (kept == nullptr || other.common.sibling_rate == SiblingRate::matched) kept = &other;
  }
  std::vector<const TaskCells*> found;
  for (const auto& [kind, other] : by_kind) found.push_back(other);
  return found;
}

// The subject beside each kind of siblings of the experiment, with the rate that they kept. Its first worker
// everywhere: beside the kernel itself too, where the others run it on CPUs of their own.
std::vector<SiblingBlock> sibling_blocks(const std::vector<TaskCells>& tasks, const TaskCells& task,
                                         const Subject& subject) {
  std::map<int, SiblingBlock> blocks;
  const auto first = [](const TrialRecord& record) { return std::optional(record.first_ns); };
  for (const TaskCells* other : beside_siblings(tasks, task)) {
    const auto kind = static_cast<std::size_t>(other->common.siblings);
    const Records& records = other->at({subject.layout, subject.allocator, subject.workers});
    for (const auto& [block, time] : block_means(records, first)) blocks[block].victim_ns[kind] = time;
    const auto rate = [](const TrialRecord& record) { return record.sibling_rate; };
    for (const auto& [block, kept] : block_means(records, rate)) blocks[block].rate[kind] = kept;
  }
  std::vector<SiblingBlock> made;
  for (const auto& [number, block] : blocks) made.push_back(block);
  return made;
}

void count_flags(const TaskCells& task, Attribution& made) {
  for (const auto& [treatment, records] : task.cells) {
    if (treatment.workers != made.subject.workers && treatment.workers != 1) continue;
    for (const auto& [place, record] : records) made.flags.add(record.flags);
    made.trials += static_cast<int>(records.size());
  }
}

// The levels of the factors that vary in the experiment; siblings are evidence on a task, not another one.
std::string setting_text(const Dataset& dataset, const Cell& common) {
  std::vector<std::string> names = varying_factors(dataset.run.cells);
  std::erase_if(names, [](const std::string& name) { return name == "siblings" || name == "sibling_rate"; });
  return levels_text(common, names);
}

// A removal that had nothing to remove leaves nothing but noise in its component.
void mark_what_was_not_there(Attribution& made) {
  const bool was_there = std::none_of(made.checks.begin(), made.checks.end(), [&](const Check& check) {
    return check.result == CheckResult::nothing && check.removal == level_name(made.subject, Memory::kept);
  });
  for (Component& component : made.removal.components)
    if (!was_there && component.suspects == Component::Suspects{Suspect::page_faults})
      component.loss.standing = component.cost.standing = Standing::nothing;
}

Attribution attribute_one(const Dataset& dataset, const std::vector<TaskCells>& tasks, const TaskCells& task,
                          const Subject& subject, const Hearsay& hearsay) {
  Attribution made;
  made.kernel = task.common.kernel;
  made.size = task.common.size;
  made.setting = setting_text(dataset, task.common);
  made.iterations = task.common.iterations;
  made.subject = subject;
  made.estimand = task.estimand;
  made.margin = dataset.run.margin;
  made.capacity = dataset.run.capacity;
  made.machine = machine_loss(tasks, task, subject.workers);
  count_flags(task, made);
  made.accounts = accounts_of(task, subject, dataset.run.machine.ticks_per_second);
  made.checks = removal_checks(task, subject);
  const RemovalLevels levels = standing_levels(task, subject, made.checks);
  const std::vector<RemovalBlock> blocks = removal_blocks(task, subject);
  made.removal = removal_ledger(blocks, levels, dataset.run.margin, dataset.run.seed);
  for (const Suspect suspect : std::exchange(made.removal.not_removable, {}))
    (has_suspect(subject, suspect) ? made.removal.not_removable : made.not_there).push_back(suspect);
  made.replay_reading = replay_reading(task, subject);
  mark_what_was_not_there(made);
  std::vector<double> times, ratios;
  for (const RemovalBlock& block : blocks) {
    const AloneAndTogether& as_is = *block.at(Memory::as_is, Access::counted);
    times.push_back(as_is.alone);
    ratios.push_back(as_is.together / as_is.alone);
  }
  made.time_ns = geometric_interval(times, 0.95);
  made.slowdown = geometric_interval(ratios, 0.95);
  made.changes = changes_of(task, subject, levels);
  made.siblings = sibling_ledger(sibling_blocks(tasks, task, subject), dataset.run.seed);
  for (const TaskCells& probe : tasks)
    for (const char* name : {"stream", "triad", "fault", "chase"})
      if (probe.common.kernel == name && same_setting(probe, task))
        if (auto roof = roof_of(probe, subject.workers)) made.roofs.push_back(std::move(*roof));
  made.bandwidth_evidence = bandwidth_evidence(made, {dataset, tasks, task, hearsay});
  made.bandwidth = bandwidth_verdict(made.bandwidth_evidence);
  grade_components(made.removal, task, subject,
                   {made.checks, made.accounts, made.siblings, dataset.run.machine.ticks_per_second});
  return made;
}

}  // namespace

std::vector<Attribution> attribute(const Dataset& dataset, const Hearsay& hearsay) {
  const std::vector<TaskCells> tasks = gather_tasks(dataset);
  std::vector<Attribution> attributions;
  for (const TaskCells& task : tasks)
    for (const Subject& subject : subjects_of(task))
      attributions.push_back(attribute_one(dataset, tasks, task, subject, hearsay));
  return attributions;
}

}  // namespace allocscale
