// Do intervals and verdicts err as often as they say? Simulated blocks, whose truth is known.
#pragma once

#include <cstdint>
#include <vector>

#include "harness/selftest/gauge.hpp"

namespace allocscale {

/// Of each kind so many draws of 20 blocks: the standard error of a share of one in twenty is 0.3 % in 5000,
/// 0.6 % in 1500.
struct SimulationEffort {
  int draws = 5000;
  int resampled_draws = 1500;  // of what resamples each of its draws
  std::uint64_t seed = 1;
};

/// Coverage of the t, geometric and bootstrap-t intervals (93–97 %), A/A comparisons that differ (3–7 %), the
/// size of the equivalence test (at most 5 %, and three standard errors of the simulation), its power,
/// effects of the detectable size that are found (77–83 %), families of intervals that all hold (93–97 %).
/// Equal efforts give equal figures.
[[nodiscard]] std::vector<Gauge> inference_truth(const SimulationEffort& effort);

}  // namespace allocscale
