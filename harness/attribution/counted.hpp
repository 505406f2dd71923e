// What the CPU's counters say of one operation, alone and together, beside the times: evidence that no
// removal changes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/analysis/interval.hpp"
#include "harness/attribution/removal_cells.hpp"
#include "harness/attribution/task_cells.hpp"
#include "harness/model/asked_event.hpp"
#include "harness/model/metric.hpp"

namespace allocscale {

/// One event of a subject, geometric means over blocks.
struct Counted {
  PhaseMetric metric = PhaseMetric::instructions;
  std::string event;          // its name: of an event that the run asked for, the user's
  bool per_operation = true;  // false: per iteration, since the work of one is not declared
  double alone = 0;           // of one worker alone
  double together = 0;        // of a worker among the subject's workers
  Interval ratio;             // together/alone, 95 % over blocks
};

/// What a subject's counters show together.
enum class CountedFinding {
  nothing,       // they are not counted, or show no difference
  slower_work,   // as many instructions, more cycles
  missing_more,  // the same, beside more misses of the last-level cache
  more_work,     // more instructions
};

/// The events of counted_metrics that at least two blocks have, both alone and together, above 0.
/// `operations`: of one worker's iteration, where they are declared. `asked`: the run's own events. Empty
/// where the machine counts none.
[[nodiscard]] std::vector<Counted> counted_of(const TaskCells& task, const Subject& subject,
                                              std::optional<std::int64_t> operations,
                                              const std::vector<AskedEvent>& asked);

/// The finding at a margin: a ratio is as it was where its whole interval is within the margin of 1, and more
/// where it is above the margin.
[[nodiscard]] CountedFinding counted_finding(const std::vector<Counted>& counted, double margin);

}  // namespace allocscale
