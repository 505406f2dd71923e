// How fast siblings must go to do what the kernel does alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "harness/model/catalog.hpp"
#include "harness/model/cell.hpp"
#include "harness/model/experiment.hpp"
#include "harness/model/trial.hpp"

namespace allocscale {

struct SiblingPace {
  std::optional<std::int64_t> operations_per_s;  // absent: it cannot be told, see below
  Outcome outcome = Outcome::complete;           // of the pilot
  std::string message;
};

/// From a pilot, one trial of the cell's kernel alone, and the work that one of its iterations declares:
/// faults or logical bytes over the wall time of all phases, in the iterations of the estimand: a cold one
/// takes several times the faults of a warm one. At least 1.
[[nodiscard]] SiblingPace sibling_pace(const Cell& cell, Estimand estimand, const TrialResult& pilot,
                                       const Demand& demand);

}  // namespace allocscale
