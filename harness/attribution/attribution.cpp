#include "harness/attribution/attribution.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "harness/analysis/running_time.hpp"
#include "harness/analysis/unfold_pairs.hpp"
#include "harness/attribution/bandwidth.hpp"
#include "harness/attribution/component_grades.hpp"
#include "harness/base/shuffle.hpp"
#include "harness/model/factor.hpp"

namespace allocscale {
namespace {

std::vector<Subject> subjects_of(const TaskCells& task, const Facts& facts, int capacity) {
  std::set<std::string> allocators;
  for (const auto& [treatment, records] : task.cells) allocators.insert(treatment.allocator);
  std::vector<Subject> subjects;
  for (const auto& [treatment, records] : task.cells) {
    auto subject = subject_of(treatment, task.common.siblings, facts, allocators);
    if (!subject) continue;
    subject->ideal = std::max(1.0, static_cast<double>(subject->workers) / capacity);
    const auto removals = removals_of(*subject);
    if (std::any_of(removals.begin(), removals.end(),
                    [&](const Treatment& removal) { return !task.at(removal).empty(); }))
      subjects.push_back(*subject);
  }
  return subjects;
}

// The control that does nothing but compute. Empty where the run has none.
std::string machine_kernel(const std::vector<TaskCells>& tasks) {
  for (const TaskCells& task : tasks)
    if (task.facts.resource == Resource::processor) return task.common.kernel;
  return "";
}

// The control that shows what the machine takes, beside this task.
struct Control {
  std::string kernel;
  BlockTimes times;  // empty: it did not run in the task's setting
  Launches launches = {};
};

Control control_beside(const std::vector<TaskCells>& tasks, const TaskCells& of, const Subject& subject) {
  for (const TaskCells& task : tasks) {
    if (task.facts.resource != Resource::processor || !same_setting(task, of)) continue;
    for (const auto& [treatment, records] : task.cells) {
      if (treatment.workers != 1 || treatment.twin) continue;
      BlockTimes times = times_of(task, subject, treatment);
      if (times.size() >= 2)
        return {task.common.kernel, std::move(times),
                launches_of(task, treatment, subject.workers, task.common.kernel)};
    }
  }
  return {};
}

std::optional<MachineLoss> machine_loss(const Control& control) {
  std::vector<double> ratios, times;
  for (const auto& [block, time] : control.times) {
    ratios.push_back(time.together / time.alone);
    times.push_back(time.alone);
  }
  const auto slowdown = geometric_interval(ratios, 0.95), alone = geometric_interval(times, 0.95);
  if (!slowdown || !alone) return std::nullopt;
  const auto points = [](double ratio) { return 100 * (ratio - 1); };
  return MachineLoss{control.kernel,
                     static_cast<int>(ratios.size()),
                     alone->estimate,
                     {points(slowdown->estimate), points(slowdown->low), points(slowdown->high)},
                     control.launches};
}

MemoryLeft memory_left(const TaskCells& task, Treatment treatment, int workers) {
  treatment.workers = workers;
  const Records& records = task.at(treatment);
  const auto mean = [&](std::optional<double> TrialRecord::*field) {
    std::vector<double> values;
    for (const auto& [block, value] :
         block_means(records, [field](const TrialRecord& record) { return record.*field; }))
      values.push_back(value);
    return mean_of(values);
  };
  return {mean(&TrialRecord::left_bytes), mean(&TrialRecord::retained_bytes)};
}

std::vector<Change> changes_of(const TaskCells& task, const Subject& subject, const RemovalLevels& levels) {
  std::vector<Change> changes;
  const BlockTimes as_is = times_of(task, subject, {subject.layout, subject.allocator});
  const auto add = [&](Memory memory, Access access, const std::string& name, Remedy remedy) {
    const Treatment treatment = *treatment_of(subject, memory, access, 1);
    std::vector<double> alone, together, slowdown, of_slowdown;
    for (const auto& [block, changed] : times_of(task, subject, treatment)) {
      const auto before = as_is.find(block);
      if (before == as_is.end()) continue;
      alone.push_back(changed.alone / before->second.alone);
      together.push_back(changed.together / before->second.together);
      slowdown.push_back(changed.together / changed.alone);
      of_slowdown.push_back(together.back() / alone.back());
    }
    const auto ratio = geometric_interval(alone, 0.95), ratio_together = geometric_interval(together, 0.95),
               own_slowdown = geometric_interval(slowdown, 0.95),
               changed_slowdown = geometric_interval(of_slowdown, 0.95);
    if (ratio && ratio_together && own_slowdown && changed_slowdown)
      changes.push_back({name, remedy, *ratio, *ratio_together, *own_slowdown, *changed_slowdown,
                         memory_left(task, treatment, subject.workers),
                         launches_of(task, treatment, subject.workers, name)});
  };
  for (const Memory level : levels.memory)
    if (level != Memory::as_is)
      add(level, Access::counted, level_name(subject, level),
          level == Memory::kept ? Remedy::arm : Remedy::rehearsal);
  for (const Access level : levels.access)
    if (level != Access::counted) add(Memory::as_is, level, level_name(subject, level), Remedy::layout);
  return changes;
}

std::optional<Interval> replay_reading(const TaskCells& task, const Subject& subject) {
  const auto replay = treatment_of(subject, Memory::replayed, Access::counted, 1);
  if (!replay) return std::nullopt;
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
// everywhere: beside the kernel itself too, where the others run it on CPUs of their own. Where workers share
// CPUs, its time beside siblings that run is divided by what sharing makes at best.
std::vector<SiblingBlock> sibling_blocks(const std::vector<TaskCells>& tasks, const TaskCells& task,
                                         const Subject& subject, const BlockTimes& control) {
  std::map<int, SiblingBlock> blocks;
  const auto first = [](const TrialRecord& record) { return std::optional(record.first_ns); };
  for (const TaskCells* other : beside_siblings(tasks, task)) {
    const auto kind = static_cast<std::size_t>(other->common.siblings);
    const Records& records = other->at({subject.layout, subject.allocator, subject.workers});
    const double ideal = other->common.siblings == Siblings::idle ? 1 : subject.ideal;
    for (const auto& [block, time] : block_means(records, first))
      blocks[block].victim_ns[kind] = time / ideal;
    const auto rate = [](const TrialRecord& record) { return record.sibling_rate; };
    for (const auto& [block, kept] : block_means(records, rate)) blocks[block].rate[kind] = kept;
  }
  std::vector<SiblingBlock> made;
  for (auto& [number, block] : blocks) {
    if (const auto times = control.find(number); times != control.end()) block.control = times->second;
    made.push_back(block);
  }
  return made;
}

// Of the cells on which values rest, those whose launches are of two kinds.
std::vector<Launches> others_of_two_kinds(const std::vector<TaskCells>& tasks, const TaskCells& task,
                                          const Subject& subject, const Control& control) {
  std::vector<Launches> found;
  const auto add = [&found](Launches launches) {
    if (launches.of_two_kinds()) found.push_back(std::move(launches));
  };
  add(control.launches);
  for (const Treatment& removal : removals_of(subject))
    add(launches_of(task, removal, subject.workers, removal.layout + " " + removal.allocator));
  for (const TaskCells* other : beside_siblings(tasks, task))
    if (other != &task)
      add(launches_beside(other->at({subject.layout, subject.allocator, subject.workers}),
                          subject.layout + " " + subject.allocator + " beside " +
                              std::string(siblings_name(other->common.siblings))));
  return found;
}

struct Trials {
  int complete = 0;
  FlagCounts flags;
};

// Of the task, alone and with as many workers as the subject.
Trials trials_of(const TaskCells& task, const Subject& subject) {
  Trials trials;
  for (const auto& [treatment, records] : task.cells) {
    if (treatment.twin || (treatment.workers != subject.workers && treatment.workers != 1)) continue;
    for (const auto& [place, record] : records) trials.flags.add(record.flags);
    trials.complete += static_cast<int>(records.size());
  }
  return trials;
}

// The levels of the factors that vary in the experiment; siblings are evidence on a task, not another one.
std::string setting_text(const Dataset& dataset, const Cell& common) {
  std::vector<std::string> names = varying_factors(dataset.run.cells);
  std::erase_if(names, [](const std::string& name) { return name == "siblings" || name == "sibling_rate"; });
  return levels_text(common, names);
}

std::vector<Suspect> not_there(const Subject& subject) {
  std::vector<Suspect> absent;
  for (const Suspect suspect :
       {Suspect::page_faults, Suspect::allocator_work, Suspect::reference_counts, Suspect::indirection})
    if (!has_suspect(subject.has, suspect)) absent.push_back(suspect);
  return absent;
}

// The suspects whose removal was measured and silenced a counter that was silent before.
std::vector<Suspect> silent_before(const Subject& subject, const std::vector<Check>& checks) {
  const bool silent = std::any_of(checks.begin(), checks.end(), [&](const Check& check) {
    return check.result == CheckResult::nothing && check.removal == level_name(subject, Memory::kept);
  });
  return silent ? std::vector{Suspect::page_faults} : std::vector<Suspect>();
}

// T(∅,1) and T(∅,P)/T(∅,1).
struct AsItIs {
  std::optional<Interval> time_ns;
  std::optional<Interval> slowdown;
};

AsItIs as_it_is(const std::vector<RemovalBlock>& blocks) {
  std::vector<double> times, ratios;
  for (const RemovalBlock& block : blocks) {
    const AloneAndTogether& as_is = *block.at(Memory::as_is, Access::counted);
    times.push_back(as_is.alone);
    ratios.push_back(as_is.together / as_is.alone);
  }
  return {geometric_interval(times, 0.95), geometric_interval(ratios, 0.95)};
}

std::vector<Roof> roofs_of(const std::vector<TaskCells>& tasks, const TaskCells& task,
                           const Subject& subject) {
  std::vector<Roof> roofs;
  for (const TaskCells& probe : tasks)
    if (is_roof(probe.facts) && same_setting(probe, task))
      if (auto roof = roof_of(probe, subject.workers, subject.ideal)) roofs.push_back(std::move(*roof));
  return roofs;
}

// The mean over trials of the subject's waiting shares, alone or together, whichever is larger.
double waiting_share_of(const TaskCells& task, const Subject& subject) {
  double largest = 0;
  for (const int workers : {1, subject.workers}) {
    double sum = 0;
    const Records& records = task.at({subject.layout, subject.allocator, workers});
    for (const auto& [place, record] : records) sum += record.waiting_share.value_or(0);
    if (!records.empty()) largest = std::max(largest, sum / static_cast<double>(records.size()));
  }
  return largest;
}

// What one worker's iteration of the subject is declared to do.
std::optional<std::int64_t> operations_of(const TaskCells& task, const Subject& subject,
                                          const AskWork& ask_work) {
  if (!ask_work) return std::nullopt;
  Cell cell = task.common;
  cell.layout = subject.layout;
  cell.allocator = subject.allocator;
  cell.workers = 1;
  const auto work = ask_work(cell);
  return work ? std::optional(work->operations) : std::nullopt;
}

Attribution attribute_one(const Dataset& dataset, const std::vector<TaskCells>& tasks, const TaskCells& task,
                          const Subject& subject, const AskWork& ask_work) {
  const std::optional<int> ticks = dataset.run.machine.ticks_per_second;
  const std::vector<Check> checks = removal_checks(task, subject);
  const RemovalLevels levels = standing_levels(task, subject, checks);
  const Control control = control_beside(tasks, task, subject);
  const std::vector<RemovalBlock> blocks = removal_blocks(task, subject, control.times);
  const std::vector<PhaseLedger> accounts = accounts_of(task, subject, ticks);
  const std::vector<Interference> siblings =
      sibling_ledger(sibling_blocks(tasks, task, subject, control.times), dataset.run.seed);
  RemovalLedger removal =
      graded(removal_ledger(blocks, {levels, not_there(subject), silent_before(subject, checks)},
                            dataset.run.margin, dataset.run.seed),
             task, subject, {checks, control.times, siblings, ticks});
  const double waiting = waiting_share_of(task, subject);
  if (removal.loss && waiting > most_waiting_of_row) removal.verdict = Verdict::busy;
  const BandwidthEvidence evidence =
      bandwidth_evidence(subject, siblings, {dataset, tasks, task, control.times, ask_work});
  const Trials trials = trials_of(task, subject);
  const AsItIs as_is = as_it_is(blocks);
  return {
      .kernel = task.common.kernel,
      .size = task.common.size,
      .iterations = task.common.iterations,
      .task = task.common,
      .setting = setting_text(dataset, task.common),
      .subject = subject,
      .estimand = task.estimand,
      .design = task.design,
      .settled_from = task.settled_from,
      .margin = dataset.run.margin,
      .capacity = dataset.run.capacity,
      .time_ns = as_is.time_ns,
      .slowdown = as_is.slowdown,
      .launches = launches_of(task, {subject.layout, subject.allocator}, subject.workers,
                              subject.layout + " " + subject.allocator),
      .others_of_two_kinds = others_of_two_kinds(tasks, task, subject, control),
      .waiting_share = waiting,
      .machine_kernel = machine_kernel(tasks),
      .machine = machine_loss(control),
      .trials = trials.complete,
      .flags = trials.flags,
      .accounts = accounts,
      .checks = checks,
      .removal = removal,
      .not_there = not_there(subject),
      .replay_reading = replay_reading(task, subject),
      .left = memory_left(task, {subject.layout, subject.allocator}, subject.workers),
      .changes = changes_of(task, subject, levels),
      .siblings = siblings,
      .roofs = roofs_of(tasks, task, subject),
      .counted = counted_of(task, subject, operations_of(task, subject, ask_work), dataset.run.asked_events),
      .bandwidth_evidence = evidence,
      .bandwidth = bandwidth_verdict(evidence)};
}

}  // namespace

std::vector<Attribution> attribute(const Dataset& stored, const AskWork& ask_work) {
  const Unfolded unfolded(stored);
  const Dataset& dataset = unfolded.dataset();
  const std::vector<TaskCells> tasks = gather_tasks(dataset);
  std::vector<Attribution> attributions;
  for (const TaskCells& task : tasks)
    for (const Subject& subject : subjects_of(task, dataset.run.facts, dataset.run.capacity))
      attributions.push_back(attribute_one(dataset, tasks, task, subject, ask_work));
  return attributions;
}

}  // namespace allocscale
