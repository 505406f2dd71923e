#include "harness/attribution/component_grades.hpp"

#include <algorithm>

#include "harness/attribution/grade.hpp"

namespace allocscale {
namespace {

// The two cells between which a component's first and last suspects go, the other chain left as it is.
struct Step {
  Treatment before, after;
  std::string level;
};

Step step_of(const Subject& subject, const Component& component) {
  const auto memory = [&](Memory level) { return *treatment_of(subject, level, Access::counted, 1); };
  const auto access = [&](Access level) { return *treatment_of(subject, Memory::as_is, level, 1); };
  const bool from_first = component.suspects.size() == 2;
  switch (component.suspects.back()) {
    case Suspect::page_faults:
      return {memory(Memory::as_is), memory(Memory::kept), level_name(subject, Memory::kept)};
    case Suspect::allocator_work:
      return {memory(from_first ? Memory::as_is : Memory::kept), memory(Memory::replayed),
              level_name(subject, Memory::replayed)};
    case Suspect::reference_counts:
      return {access(Access::counted), access(Access::uncounted), level_name(subject, Access::uncounted)};
    case Suspect::indirection:
      break;
  }
  return {access(from_first ? Access::counted : Access::uncounted), access(Access::in_place),
          level_name(subject, Access::in_place)};
}

bool all_passed(std::span<const Check> checks, const std::string& level) {
  return std::all_of(checks.begin(), checks.end(), [&](const Check& check) {
    return check.removal != level || check.result == CheckResult::passed;
  });
}

// What removal did not find, the other ledgers cannot speak for: their lines carry several suspects at once.
bool is_known(const GameValue& value) {
  return value.verdict == ComponentVerdict::cause || value.verdict == ComponentVerdict::relief ||
         value.verdict == ComponentVerdict::shared;
}

// A shared value was found, but not to be this suspect's.
Support of_removal(const GameValue& value) {
  return value.verdict == ComponentVerdict::shared ? Support::silent : Support::supports;
}

// Two suspects that go together are carried by all CPU time; else each by its own line.
std::optional<Interval> line_for(const Component& component, const TimeLedger& ledger) {
  return component.suspects.size() > 1 ? std::optional(ledger.cpu)
                                       : carrying_line(component.suspects[0], ledger);
}

// What the removal saved alone, by its own accounts.
std::optional<Grade> cost_grade(const Component& component, const TaskCells& task, const Subject& subject,
                                const Step& step, const OtherEvidence& other, bool checked) {
  if (!is_known(component.cost)) return std::nullopt;
  const Records& alone = task.at({subject.layout, subject.allocator, 1});
  const auto saved =
      ledger_between({task.at(step.after), task.at(step.before), alone}, whole_task, other.ticks_per_second);
  const auto line = saved ? line_for(component, *saved) : std::nullopt;
  return grade_of({support_of(component.cost.points, line), of_removal(component.cost), Support::absent},
                  checked);
}

// What all components together claim of one witness: who carries two, must reach the sum of both.
template <class SameWitness>
Interval claimed(const RemovalLedger& removal, SameWitness same_witness) {
  Interval sum;
  for (const Component& component : removal.components) {
    if (!is_known(component.loss) || !same_witness(component)) continue;
    sum.estimate += component.loss.points.estimate;
    sum.low += component.loss.points.low;
    sum.high += component.loss.points.high;
  }
  return sum;
}

// `lost`: the accounts of the loss, without the machine's share.
std::optional<Grade> loss_grade(const Component& component, const RemovalLedger& removal,
                                const std::optional<TimeLedger>& lost, const OtherEvidence& other,
                                bool checked) {
  if (!is_known(component.loss)) return std::nullopt;
  std::optional<Interval> line, company;
  if (lost) line = line_for(component, *lost);
  const auto channel = channel_of(component.suspects[0]);
  if (channel)
    if (const Interference* siblings = find_interference(other.siblings, *channel))
      company = siblings->evidence();
  const auto of_line = [&](const Component& one) {
    return &one == &component || (one.suspects.size() == 1 && component.suspects.size() == 1 &&
                                  is_user_time(one.suspects[0]) == is_user_time(component.suspects[0]));
  };
  const auto of_channel = [&](const Component& one) { return channel_of(one.suspects[0]) == channel; };
  return grade_of({support_of(claimed(removal, of_line), line), of_removal(component.loss),
                   support_of(claimed(removal, of_channel), company)},
                  checked);
}

}  // namespace

RemovalLedger graded(RemovalLedger removal, const TaskCells& task, const Subject& subject,
                     const OtherEvidence& other) {
  const Records& alone = task.at({subject.layout, subject.allocator, 1});
  const Records& together = task.at({subject.layout, subject.allocator, subject.workers});
  const auto lost = ledger_between({alone, together, alone, subject.ideal, &other.control}, whole_task,
                                   other.ticks_per_second);
  for (Component& component : removal.components) {
    const Step step = step_of(subject, component);
    const bool checked = all_passed(other.checks, step.level);
    component.cost_grade = cost_grade(component, task, subject, step, other, checked);
    if (removal.has_loss()) component.loss_grade = loss_grade(component, removal, lost, other, checked);
  }
  return removal;
}

}  // namespace allocscale
