// The rate at which siblings must work to take as many page faults, or move as many bytes, as the kernel does
// alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "harness/model/catalog.hpp"
#include "harness/model/cell.hpp"
#include "harness/model/experiment.hpp"
#include "harness/model/trial.hpp"

namespace allocscale {

/// The rate, or why there is none.
struct SiblingPace {
  std::optional<std::int64_t> operations_per_s;  // absent: see `message`
  Outcome outcome = Outcome::complete;           // of the pilot
  std::string message;                           // why there is no rate; empty otherwise
};

/// The rate, from `pilot`, a trial of the cell's kernel alone, and `demand`, which declares the work of one
/// iteration: faults or logical bytes over the wall time of all phases. Of the settled
/// estimand the last iteration is used, of the cold one iteration 0, which takes several times the faults. At
/// least 1 operation per second.
[[nodiscard]] SiblingPace sibling_pace(const Cell& cell, Estimand estimand, const TrialResult& pilot,
                                       const Demand& demand);

}  // namespace allocscale
