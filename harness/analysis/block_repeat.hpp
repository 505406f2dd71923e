// Is a block to be run again? Only for what the machine did to all of its arms alike, by a rule fixed in
// advance and blind to which arm it hit, and a limited number of times: a machine that is never quiet must
// not be measured for ever, nor may blocks be drawn until one pleases. Steal is judged over the whole block,
// since it is counted in ticks of 10 ms: 13 % of windows of 0.2 s exceed 2 % on a shared machine.
#pragma once

#include "harness/model/cell.hpp"
#include "harness/model/trial.hpp"

namespace allocscale {

/// What the machine took from one block, summed over its trials.
struct BlockDisturbance {
  double stolen_ns = 0;     // by the hypervisor, on the trials' CPUs
  double offered_ns = 0;    // what these CPUs could have given: makespan · workers
  double throttled_ns = 0;  // by a CPU quota that no cell asked for

  /// A trial whose cell plants the trigger itself counts for nothing: more workers than CPUs, or `planted` (a
  /// quota, a competitor). So does a trial that did not report.
  void add(const TrialResult& trial, const Cell& cell, int capacity, bool planted = false);
};

enum class BlockFate {
  keep,
  repeat,          // whole, under a new number
  keep_disturbed,  // disturbed, but the repeats are used up: it counts, and is flagged
};

/// Repeat for steal above a twentieth of what was offered or for any throttling, while fewer than
/// `blocks_planned`/5 blocks have been repeated.
[[nodiscard]] BlockFate block_fate(const BlockDisturbance& disturbance, int repeated_so_far,
                                   int blocks_planned);

}  // namespace allocscale
