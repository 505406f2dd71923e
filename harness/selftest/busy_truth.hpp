// Tests on simulated blocks beside a competitor whether a busy machine is told from a loss.
#pragma once

#include <cstdint>
#include <vector>

#include "harness/selftest/bounded_figure.hpp"

namespace allocscale {

/// A competitor uses 3, 5, 10, 30, 50 or 90 % of one of two CPUs. Beside one task it has the other CPU;
/// beside two, one task waits for it. The time of a trial has a deviation of 10 %, a run has 20 blocks.
/// Figures, each the worst of its competitors, from `draws` runs for each:
///   elapsed     from 10 % on, of runs without a loss the share whose elapsed times are a loss (15–100 %:
///   where
///               elapsed time does not err, the others show nothing)
///   lost        from 5 % on, of runs without a loss the share that is judged to be one (0)
///   equivalent  from 5 % on, of runs with a loss of 7 % the share that is judged to be equivalent (0)
///   a little    at 3 %, too little to be called busy, of runs without a loss the share that is judged to be
///               one (at most 2.5 % and three standard errors)
/// Equal arguments give equal figures.
[[nodiscard]] std::vector<BoundedFigure> busy_truth(int draws, std::uint64_t seed);

}  // namespace allocscale
