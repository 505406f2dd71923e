// Makes ledger I, the accounts of time, from the cells of a task.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "harness/attribution/removal_cells.hpp"
#include "harness/attribution/task_cells.hpp"
#include "harness/attribution/time_ledger.hpp"

namespace allocscale {

/// Returns the times of one phase, or of the whole task, of one trial.
using Times = std::function<std::optional<PhaseTimes>(const TrialRecord&)>;

/// Two cells of one task, and the subject alone, whose time is the unit of the points.
struct Compared {
  const Records& less;
  const Records& more;
  const Records& subject_alone;
  double ideal = 1;  // the slowdown of `more` that sharing CPUs makes at best; its wait is no loss
  const BlockTimes* control = nullptr;  // of what shows the machine's share, which is then taken off
};

/// The ledger of `more` − `less`, over the blocks that have all three cells. With a control it is `more` −
/// ρ·`less` in each line, where ρ is the control's slowdown: what a machine that takes a share of every
/// task's time leaves. `ticks_per_second` is the machine's.
[[nodiscard]] std::optional<TimeLedger> ledger_between(const Compared& cells, const Times& times,
                                                       std::optional<int> ticks_per_second);

/// The ledger of one phase.
struct PhaseLedger {
  std::string phase;  // "build", …, "whole task"
  TimeLedger lines;
};

/// The accounts of the subject with its workers together less the subject alone: the phases that have an
/// account, then the whole task.
[[nodiscard]] std::vector<PhaseLedger> accounts_of(const TaskCells& task, const Subject& subject,
                                                   std::optional<int> ticks_per_second);

/// The times of the trial's whole task.
[[nodiscard]] std::optional<PhaseTimes> whole_task(const TrialRecord& record);

}  // namespace allocscale
