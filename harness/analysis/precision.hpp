// How narrow will an interval be after so many blocks, and how many blocks does a width take? A forecast by
// the deviation of an earlier run: the half-width of Student's t interval is t(0.975, K − 1)·s/√K, on
// logarithms.
#pragma once

#include <optional>

#include "harness/analysis/findings.hpp"

namespace allocscale {

/// The deviation between blocks of the ln ratios that an estimate was made of. Absent without an interval.
[[nodiscard]] std::optional<double> deviation_behind(const Estimate& ratio);

/// The expected half-width of a 95 % interval over so many blocks (at least 2), as a share: 0.03 is ±3 %.
[[nodiscard]] double expected_half_width(double deviation, int blocks);

/// The fewest blocks, blocks_for_verdict or more, that are expected to give this half-width. Absent where a
/// million do not.
[[nodiscard]] std::optional<int> blocks_for_half_width(double deviation, double half_width);

}  // namespace allocscale
