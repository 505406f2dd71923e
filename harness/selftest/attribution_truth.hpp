// Tests on simulated machines whether attribution returns the causes that were planted. The machines are
// simulated because few have 64 CPUs.
#pragma once

#include <cstdint>
#include <vector>

#include "harness/selftest/bounded_figure.hpp"

namespace allocscale {

/// The figure of planted points that the nested values must return exactly.
[[nodiscard]] BoundedFigure exact_points();

/// Figures of simulated machines of so many CPUs, each with a dose for every other running worker:
///   intervals   the share of campaigns whose joint intervals hold every planted value (0.95, less 2.5
///   standard
///               errors)
///   first       the share of campaigns whose largest component is the planted one
///   named       the share of stored campaigns of each planted cause that all three ledgers name right
/// The first two take `campaigns` campaigns; the last takes a sixtieth of that, at least 2, for each cause.
/// Equal arguments give equal figures.
[[nodiscard]] std::vector<BoundedFigure> attribution_truth(int campaigns, std::uint64_t seed,
                                                           const std::vector<int>& machines = {4, 16, 64});

}  // namespace allocscale
