// The slowdowns that others published, beside those of this run.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/analysis/findings.hpp"
#include "harness/report/grid.hpp"

namespace allocscale {

/// Of one kernel with so many workers, in the order of the run's published figures: T(P)/T(1). Empty where
/// nothing was published of it.
[[nodiscard]] std::vector<double> published_slowdowns(const Findings& findings, const std::string& kernel,
                                                      int workers);

/// The number of workers of this run that stands beside the published figures: the largest of its own, within
/// the capacity, that is published too; else the largest within the capacity. Absent without any.
[[nodiscard]] std::optional<int> workers_beside_published(const Findings& findings);

/// Kernel × layout: the published slowdowns, numbered by published_sources(), then the slowdown here under
/// each allocator with workers_beside_published(). Kernels of which nothing is published have no row, but for
/// controls. Without rows where the run holds no published figures or no level of several workers.
[[nodiscard]] Grid published_grid(const Findings& findings);

/// What stands above the grid.
inline constexpr const char* published_heading = "Beside the published figures";

/// What the numbers of the grid are, for below it.
inline constexpr const char* published_note =
    "Published: T(P)/T(1) of each source. Here: the same ratio, ± half of its 95 % interval; busy: nothing is claimed.";

/// "(1) list of 20,000,000 ints, then .copy(); 4-core desktop: 1.063, 1.126 s with 1, 2 workers".
[[nodiscard]] std::vector<std::string> published_sources(const Findings& findings);

}  // namespace allocscale
