// From a cell to the order of one trial of it: which runner, with which arguments, where and in which
// environment.
#pragma once

#include "harness/model/catalog.hpp"
#include "harness/model/topology.hpp"
#include "harness/model/trial.hpp"

namespace allocscale {

/// Everything about a trial that follows from its cell. `widest` is the most workers of the cells it is
/// compared with; `block` turns the CPUs of narrower cells round.
[[nodiscard]] TrialOrder order_cell(const Cell& cell, const Runner& runner, const Topology& topology,
                                    int widest, int block);

}  // namespace allocscale
