#include "harness/conduct/sibling_pace.hpp"

#include <algorithm>
#include <cmath>

#include "harness/analysis/task_time.hpp"
#include "harness/model/sibling.hpp"

namespace allocscale {

SiblingPace sibling_pace(const Cell& cell, Estimand estimand, const TrialResult& pilot,
                         const Demand& demand) {
  if (pilot.outcome != Outcome::complete)
    return {std::nullopt, pilot.outcome, "the pilot for the siblings' rate: " + pilot.message};
  const int last = cell.iterations - 1;
  const IterationRange own = estimand == Estimand::settled ? IterationRange{last, last} : cold_iteration;
  const double seconds = trial_value(pilot, PhaseMetric::wall_ns, own).value_or(0) / 1e9;
  const double faults = trial_value(pilot, PhaseMetric::minor_faults, own).value_or(0);
  const auto bytes = static_cast<double>(demand.work.value_or(DeclaredWork{}).logical_bytes);
  if (seconds <= 0) return {std::nullopt, Outcome::failed, "the pilot for the siblings' rate took no time"};
  const auto rate = matched_rate(cell.siblings, faults / seconds, bytes / seconds);
  if (!rate)
    return {std::nullopt, Outcome::failed, "siblings of this kind have no rate of the kernel's to keep to"};
  return {std::max<std::int64_t>(1, std::llround(*rate)), Outcome::complete, ""};
}

}  // namespace allocscale
