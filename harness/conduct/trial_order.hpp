// Makes the order of one trial from its cell: runner, arguments, CPUs, environment, siblings.
#pragma once

#include "harness/model/catalog.hpp"
#include "harness/model/topology.hpp"
#include "harness/model/trial.hpp"

namespace allocscale {

/// Everything of a trial's order that follows from its cell. `widest` is the most workers of the cells that
/// it is compared with. A cell with fewer workers uses other CPUs in each block, which `block` chooses
/// (trial_cpus).
[[nodiscard]] TrialOrder order_cell(const Cell& cell, const Runner& runner, const Topology& topology,
                                    int widest, int block);

}  // namespace allocscale
