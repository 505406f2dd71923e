// Ledger I of the cells of a task: which of them is taken from which.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "harness/attribution/removal_cells.hpp"
#include "harness/attribution/task_cells.hpp"
#include "harness/attribution/time_ledger.hpp"

namespace allocscale {

/// One phase, or the whole task, of one trial.
using Times = std::function<std::optional<PhaseTimes>(const TrialRecord&)>;

/// Two cells of one task; points are of the subject's time alone.
struct Compared {
  const Records& less;
  const Records& more;
  const Records& subject_alone;
};

/// `more` − `less`, over the blocks that have all three. The tick rate is the machine's.
[[nodiscard]] std::optional<TimeLedger> ledger_between(const Compared& cells, const Times& times,
                                                       std::optional<int> ticks_per_second);

struct PhaseLedger {
  std::string phase;  // "build", …, "whole task"
  TimeLedger lines;
};

/// The subject together less the subject alone: the phases that have an account, then the whole task.
[[nodiscard]] std::vector<PhaseLedger> accounts_of(const TaskCells& task, const Subject& subject,
                                                   std::optional<int> ticks_per_second);

[[nodiscard]] std::optional<PhaseTimes> whole_task(const TrialRecord& record);

}  // namespace allocscale
