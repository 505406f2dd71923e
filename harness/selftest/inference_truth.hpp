// Tests on simulated blocks, whose true values are known, whether intervals and verdicts err as often as they
// should.
#pragma once

#include <cstdint>
#include <vector>

#include "harness/selftest/bounded_figure.hpp"

namespace allocscale {

/// The number of draws of each kind; a draw has 20 blocks. The standard error of a share of one in twenty is
/// 0.3 % in 5000 draws and 0.6 % in 1500.
struct SimulationEffort {
  int draws = 5000;
  int resampled_draws = 1500;  // for methods that resample each draw
  std::uint64_t seed = 1;
};

/// The figures: the coverage of the t, geometric and bootstrap-t intervals (93–97 %), the share of A/A
/// comparisons that differ (3–7 %), the size of the equivalence test (at most 5 % plus three standard errors
/// of the simulation), its power, the share of effects of the detectable size that are found (77–83 %), the
/// share of families of intervals that all hold (93–97 %). Equal efforts give equal figures.
[[nodiscard]] std::vector<BoundedFigure> inference_truth(const SimulationEffort& effort);

}  // namespace allocscale
