// The tables of an explanation.
#pragma once

#include "harness/attribution/attribution.hpp"
#include "harness/report/grid.hpp"

namespace allocscale {

/// What goes with each part of the loss, in points of the time alone; the second column is a bar. Where there
/// is a loss.
[[nodiscard]] Grid loss_grid(const RemovalLedger& removal);

/// What goes with each part of the cost, in points of the time alone; the second column is a bar.
[[nodiscard]] Grid cost_grid(const RemovalLedger& removal);

/// The accounts of time: together less alone, in points of the time alone, phase by phase.
[[nodiscard]] Grid accounts_grid(const Attribution& attribution);

}  // namespace allocscale
