// The CPU on which each worker runs.
#pragma once

#include <vector>

#include "harness/model/cell.hpp"
#include "harness/model/topology.hpp"

namespace allocscale {

/// CPU numbers, one per worker, in the order of the placement. Where there are more workers than CPUs (than
/// cores, for no-smt), the order starts again from its first. Empty for `none`. Only the CPUs in the topology
/// are used: where a core's first sibling is not among them, its second is used.
[[nodiscard]] std::vector<int> place_workers(const Topology& topology, Placement placement, int workers);

/// The CPUs that the run uses with its largest number of workers, each once. Empty for `none`.
[[nodiscard]] std::vector<int> run_cpus(const Topology& topology, Placement placement, int max_workers);

/// The CPUs of the cell's trial. One worker alone runs on another CPU in each block, in turn over the CPUs
/// that the largest number of workers uses; on one CPU only, what slows that CPU would look like a scaling
/// loss. All trials of one worker in a block use the same CPU.
[[nodiscard]] std::vector<int> trial_cpus(const Topology& topology, const Cell& cell, int max_workers,
                                          int block);

}  // namespace allocscale
