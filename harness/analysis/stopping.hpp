// When is enough measured? The rule uses the widths of the intervals, never their positions: stopping
// as soon as a difference is significant had 17 % false positives against a nominal 5 %, stopping when the
// intervals are narrow 5.4 %.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "harness/analysis/findings.hpp"
#include "harness/model/stop_check.hpp"

namespace allocscale {

struct StoppingRule {
  int blocks = 20;                       // the most
  std::optional<double> precision;       // stop when every half-width is at most this: 0.02 is 2 %
  std::optional<double> budget_seconds;  // stop before a block that would exceed it
};

/// Widths are looked at after 20, 25, 30, … blocks only: with more looks, a chance narrow width would stop
/// the run.
[[nodiscard]] bool width_check_due(int blocks);

/// The half-widths of the 95 % intervals of every ln ratio that the tables judge: the slowdowns and the
/// costs, twins aside. A ratio that no block has is none; empty while one of the others has no interval.
[[nodiscard]] std::vector<double> judged_half_widths(const Findings& findings);

/// The median of the half-widths above, of those that have an interval, as a part of 1; absent where none
/// has.
[[nodiscard]] std::optional<double> typical_half_width(const Findings& findings);

/// After `blocks` whole blocks. `half_widths`: of the 95 % intervals of every ln ratio the experiment
/// declares; none while one of them has no interval yet. The number of blocks and the budget are judged after
/// every block, since they know nothing of the results; `block_seconds` is what the next block is predicted
/// to take.
[[nodiscard]] StopCheck check_stop(const StoppingRule& rule, int blocks, std::span<const double> half_widths,
                                   double elapsed_seconds, double block_seconds);

}  // namespace allocscale
