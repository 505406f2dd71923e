// On which CPU does each worker run?
#pragma once

#include <vector>

#include "harness/model/cell.hpp"
#include "harness/model/topology.hpp"

namespace allocscale {

/// CPU numbers, one per worker, in the placement's order; round again from the first when there are more
/// workers than CPUs (than cores, for no-smt). Empty for `none`. Only the CPUs of the topology count: a core
/// whose first sibling is not allowed is represented by its second.
[[nodiscard]] std::vector<int> place_workers(const Topology& topology, Placement placement, int workers);

/// The CPUs of the cell's trial. A worker alone rotates, block by block, over the CPUs that the largest
/// number of workers uses: else the noise of one CPU would count as scaling loss. All P=1 trials of a block
/// share a CPU.
[[nodiscard]] std::vector<int> trial_cpus(const Topology& topology, const Cell& cell, int max_workers,
                                          int block);

}  // namespace allocscale
