#include "harness/cli/sibling_pace.hpp"

#include <algorithm>
#include <cmath>

#include "harness/model/sibling.hpp"

namespace allocscale {
namespace {

double total(const TrialResult& trial, PhaseMetric metric) {
  double sum = 0;
  for (const WorkerResult& worker : trial.workers)
    for (const Sample& sample : worker.samples)
      sum += static_cast<double>(sample.readings[metric].value_or(0));
  return sum;
}

}  // namespace

SiblingPace sibling_pace(const Cell& cell, const TrialResult& pilot, const Demand& demand) {
  if (pilot.outcome != Outcome::complete)
    return {std::nullopt, pilot.outcome, "the pilot for the siblings' rate: " + pilot.message};
  const double seconds = total(pilot, PhaseMetric::wall_ns) / 1e9;
  const double bytes =
      static_cast<double>(demand.work.value_or(DeclaredWork{}).logical_bytes) * cell.iterations;
  if (seconds <= 0) return {std::nullopt, Outcome::failed, "the pilot for the siblings' rate took no time"};
  const auto rate =
      matched_rate(cell.siblings, total(pilot, PhaseMetric::minor_faults) / seconds, bytes / seconds);
  if (!rate)
    return {std::nullopt, Outcome::failed, "siblings of this kind have no rate of the kernel's to keep to"};
  return {std::max<std::int64_t>(1, std::llround(*rate)), Outcome::complete, ""};
}

}  // namespace allocscale
