// Decides whether a block is run again. The reason must be a disturbance by the machine; the rule is fixed in
// advance and does not know which cell was disturbed. The number of repeats is limited, so that a run on a
// machine that is never quiet ends, and nobody can repeat blocks until the result pleases. Steal is judged
// over the whole block, since it is counted in ticks of 10 ms: 13 % of windows of 0.2 s exceed 2 % on a
// shared machine. A block is judged and repeated with all of its sub-blocks, since together they make the one
// number that it gives to each contrast.
#pragma once

#include <set>

#include "harness/model/cell.hpp"
#include "harness/model/dataset.hpp"
#include "harness/model/trial.hpp"

namespace allocscale {

/// What the machine took from one block, summed over its trials.
struct BlockDisturbance {
  double stolen_ns = 0;     // by the hypervisor, on the trials' CPUs
  double offered_ns = 0;    // what these CPUs could have given: measured_span_ns() · workers
  double throttled_ns = 0;  // by a CPU quota that no cell asked for
  double waited_ns = 0;     // run-queue delay of pinned workers with a CPU of their own
  double elapsed_ns = 0;    // the time in which they did

  /// A trial whose cell plants the trigger itself counts for nothing: more workers than CPUs. So
  /// does a trial that did not report.
  void add(const TrialResult& trial, const Cell& cell, int capacity);
};

/// Steal above a twentieth of what was offered and above one tick, any throttling, or waiting for a CPU above
/// most_waiting_of_block (running_time.hpp). One tick alone shows
/// nothing of a block shorter than 0.2 s: it may have been all but full before. With 0.5 % stolen in all, one
/// such block in 20 was repeated for it.
[[nodiscard]] bool is_disturbed(const BlockDisturbance& disturbance);

/// How many blocks of a run may be replaced for one reason: a fifth of them.
[[nodiscard]] int most_repeats(int blocks_planned);

enum class BlockFate {
  keep,
  repeat,          // whole, under a new number
  keep_disturbed,  // disturbed, but the repeats are used up: it counts, and is flagged
};

/// Repeat a disturbed block while fewer than most_repeats() have been repeated.
[[nodiscard]] BlockFate block_fate(const BlockDisturbance& disturbance, int repeated_so_far,
                                   int blocks_planned);

/// The blocks that count although they are disturbed.
[[nodiscard]] std::set<int> disturbed_blocks(const Dataset& dataset);

}  // namespace allocscale
