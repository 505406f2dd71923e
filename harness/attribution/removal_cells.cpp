#include "harness/attribution/removal_cells.hpp"

#include <map>
#include <utility>

#include "harness/model/allocator_name.hpp"

namespace allocscale {
namespace {

// The layout that takes the suspect away of the layout `from`, the first by name; empty: there is none.
std::string taking_away(const Facts& facts, Suspect suspect, const std::string& from) {
  for (const auto& [name, layout] : facts.layouts)
    if (layout.takes_away == TakenAway{suspect, from}) return name;
  return "";
}

// The arm that keeps what is freed; nothing of an arm.
std::optional<std::string> kept(const std::string& allocator) {
  if (is_arm(allocator)) return std::nullopt;
  return text_of({allocator, retain_arm});
}

bool is_arm_of_one(const std::string& allocator, const std::set<std::string>& allocators) {
  return is_arm(allocator) && allocators.contains(parse_allocator(allocator).base);
}

using Field = std::optional<double> TrialRecord::*;

// A counter with and without a level, alone and together: the mean of the two, in the blocks that have both.
Counter counter_of(const TaskCells& task, const Subject& subject, const Treatment& before,
                   const Treatment& after, Field field) {
  std::map<int, std::pair<double, double>> sums;
  std::map<int, int> found;
  for (const int workers : {1, subject.workers}) {
    const auto at_workers = [&](Treatment treatment) {
      treatment.workers = workers;
      return block_means(task.at(treatment), [field](const TrialRecord& record) { return record.*field; });
    };
    const BlockValues without = at_workers(after);
    for (const auto& [block, value] : at_workers(before))
      if (const auto partner = without.find(block); partner != without.end()) {
        sums[block].first += value / 2;
        sums[block].second += partner->second / 2;
        ++found[block];
      }
  }
  Counter counter;
  for (const auto& [block, sum] : sums) {
    if (found[block] != 2) continue;
    counter.before.push_back(sum.first);
    counter.after.push_back(sum.second);
  }
  return counter;
}

Check make_check(CheckKind kind, const std::string& removal, const std::string& name, const Counter& counter,
                 CheckResult result) {
  return {kind, removal, name, mean_of(counter.before), mean_of(counter.after), result};
}

// What one level is checked by.
struct LevelChecks {
  std::string name;
  Treatment before, after;
  double peak_tolerance = 0;
  bool silences_faults = false;
  std::string unseen;  // what the level removes and no counter sees
};

void add_checks(std::vector<Check>& checks, const TaskCells& task, const Subject& subject,
                const LevelChecks& level) {
  if (task.at(level.after).empty()) return;
  constexpr double stray_faults = 16;  // the stack, a page of the C library
  constexpr double fault_tolerance = 0.05;
  const Counter faults = counter_of(task, subject, level.before, level.after, &TrialRecord::minor_faults);
  const Counter peak = counter_of(task, subject, level.before, level.after, &TrialRecord::peak_bytes);
  if (level.silences_faults)
    checks.push_back(make_check(CheckKind::manipulation, level.name, "minor faults", faults,
                                check_silent(faults, stray_faults)));
  else
    checks.push_back(
        make_check(CheckKind::manipulation, level.name, level.unseen, {}, CheckResult::no_witness));
  if (!level.silences_faults)
    checks.push_back(make_check(CheckKind::placebo, level.name, "minor faults", faults,
                                check_unchanged(faults, fault_tolerance, stray_faults)));
  checks.push_back(make_check(CheckKind::placebo, level.name, "peak memory", peak,
                              check_unchanged(peak, level.peak_tolerance, 0)));
}

// Both ways of keeping memory hold what would have been given back and taken again elsewhere. Up to half as
// much again is the price; more would be another footprint, with caches and TLBs of its own to miss.
constexpr double held_tolerance = 0.5;

}  // namespace

std::optional<Subject> subject_of(const Treatment& treatment, Siblings siblings, const Facts& facts,
                                  const std::set<std::string>& allocators) {
  const LayoutFacts& layout = layout_facts(facts, treatment.layout);
  if (siblings != Siblings::self || treatment.workers < 2 || treatment.twin || layout.takes_away ||
      !asks_allocator(layout) || is_arm_of_one(treatment.allocator, allocators))
    return std::nullopt;
  Subject subject = {treatment.layout, treatment.allocator, treatment.workers, layout};
  subject.accessed = {treatment.layout, taking_away(facts, Suspect::reference_counts, treatment.layout),
                      taking_away(facts, Suspect::indirection, treatment.layout)};
  for (std::size_t access = 0; access < level_count; ++access)
    if (!subject.accessed[access].empty())
      subject.replayed[access] = taking_away(facts, Suspect::allocator_work, subject.accessed[access]);
  return subject;
}

std::optional<Treatment> treatment_of(const Subject& subject, Memory memory, Access access, int workers) {
  const auto& layouts = memory == Memory::replayed ? subject.replayed : subject.accessed;
  const std::string& layout = layouts[static_cast<std::size_t>(access)];
  const auto allocator = memory == Memory::kept ? kept(subject.allocator) : std::optional(subject.allocator);
  if (layout.empty() || !allocator) return std::nullopt;
  return Treatment{layout, *allocator, workers};
}

std::vector<Treatment> removals_of(const Subject& subject) {
  std::vector<Treatment> removals;
  for (const Memory memory : {Memory::as_is, Memory::kept, Memory::replayed})
    for (const Access access : {Access::counted, Access::uncounted, Access::in_place}) {
      if (memory == Memory::as_is && access == Access::counted) continue;
      if (auto removal = treatment_of(subject, memory, access, subject.workers))
        removals.push_back(*std::move(removal));
    }
  return removals;
}

BlockTimes times_of(const TaskCells& task, const Subject& subject, Treatment treatment) {
  treatment.workers = subject.workers;
  const BlockValues together = block_times(task.at(treatment));
  treatment.workers = 1;
  BlockTimes times;
  for (const auto& [block, alone] : block_times(task.at(treatment)))
    if (const auto partner = together.find(block); partner != together.end())
      times[block] = {alone, partner->second / subject.ideal};
  return times;
}

std::vector<RemovalBlock> removal_blocks(const TaskCells& task, const Subject& subject,
                                         const BlockTimes& control) {
  std::map<int, RemovalBlock> blocks;
  for (const Memory memory : {Memory::as_is, Memory::kept, Memory::replayed})
    for (const Access access : {Access::counted, Access::uncounted, Access::in_place})
      if (const auto treatment = treatment_of(subject, memory, access, subject.workers))
        for (const auto& [block, times] : times_of(task, subject, *treatment))
          blocks[block].at(memory, access) = times;
  for (const auto& [block, times] :
       times_of(task, subject, {subject.layout, subject.allocator, subject.workers, true}))
    blocks[block].twin = times;
  for (const auto& [block, times] : control) blocks[block].control = times;
  std::vector<RemovalBlock> made;
  for (auto& [number, block] : blocks)
    if (block.at(Memory::as_is, Access::counted)) made.push_back(std::move(block));
  return made;
}

std::string level_name(const Subject& subject, Memory level) {
  const auto treatment = treatment_of(subject, level, Access::counted, 1);
  if (!treatment) return "";
  return level == Memory::replayed ? treatment->layout : treatment->allocator;
}

std::string level_name(const Subject& subject, Access level) {
  return subject.accessed[static_cast<std::size_t>(level)];
}

std::vector<Check> removal_checks(const TaskCells& task, const Subject& subject) {
  const auto cell = [&](Memory memory, Access access) {
    return treatment_of(subject, memory, access, subject.workers);
  };
  const Treatment as_is = *cell(Memory::as_is, Access::counted);
  std::vector<Check> checks;
  for (const Memory level : {Memory::kept, Memory::replayed})
    if (const auto after = cell(level, Access::counted))
      add_checks(checks, task, subject,
                 {level_name(subject, level), as_is, *after, held_tolerance, true, ""});
  for (const Access level : {Access::uncounted, Access::in_place})
    if (const auto after = cell(Memory::as_is, level))
      add_checks(checks, task, subject,
                 {level_name(subject, level), as_is, *after, 0.05, false,
                  std::string(suspect_name(removed_by(level)))});
  return checks;
}

RemovalLevels standing_levels(const TaskCells& task, const Subject& subject, std::span<const Check> checks) {
  RemovalLevels levels;
  const auto usable = [&](const std::optional<Treatment>& treatment, const std::string& name) {
    return treatment && !task.at(*treatment).empty() && stands(checks, name);
  };
  for (const Memory level : {Memory::kept, Memory::replayed})
    if (usable(treatment_of(subject, level, Access::counted, subject.workers), level_name(subject, level)))
      levels.memory.push_back(level);
  for (const Access level : {Access::uncounted, Access::in_place})
    if (usable(treatment_of(subject, Memory::as_is, level, subject.workers), level_name(subject, level)))
      levels.access.push_back(level);
  return levels;
}

}  // namespace allocscale
