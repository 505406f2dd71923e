// Is what was planted given back, on machines of any number of CPUs? Simulated, since few machines have 64.
#pragma once

#include <cstdint>
#include <vector>

#include "harness/selftest/gauge.hpp"

namespace allocscale {

/// Planted points that the nested values must return exactly.
[[nodiscard]] Gauge exact_points();

/// Of simulated machines of 4, 16 and 64 CPUs, each with a dose for every other running worker:
///   intervals   campaigns whose joint intervals hold every planted value (0.95, less 2.5 standard errors)
///   first       campaigns whose largest component is the planted one
///   named       stored trials of each planted cause that are given its name, by all three ledgers
/// `campaigns` of the first two and a twentieth of it, at least 2, of each cause. Equal arguments give equal
/// figures.
[[nodiscard]] std::vector<Gauge> attribution_truth(int campaigns, std::uint64_t seed);

}  // namespace allocscale
