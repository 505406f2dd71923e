// Does the mean describe most blocks, or only a few? A robust estimate that a few large values cannot move.
// No value is ever deleted for being large; if the mean and the robust estimate differ, the reader is told.
#pragma once

#include <optional>
#include <span>

#include "harness/analysis/interval.hpp"

namespace allocscale {

struct RobustEstimate {
  double estimate = 0;  // Hodges-Lehmann
  std::optional<Interval>
      interval;  // exact, of the median (its estimate is the sample median); K ≥ 6 at 95 %
  bool tail_sensitive = false;
};

/// The Hodges-Lehmann estimate: the median of the means of all pairs, each value with itself included
/// (Hodges & Lehmann 1963). Absent without values. Time K·log K, not
/// K²: a long run has thousands of blocks.
[[nodiscard]] std::optional<double> hodges_lehmann(std::span<const double> values);

/// The shortest interval between order statistics, symmetric in rank, that a sign test at 1 − confidence does
/// not reject; it holds the median with at least `confidence`, whatever the distribution. Absent where even
/// the whole range holds it with less (K < 6 at 95 %).
[[nodiscard]] std::optional<Interval> sign_test_interval(std::span<const double> values, double confidence);

/// Both at 95 %. `tail_sensitive` where estimate and mean lie further apart than the half-width of the mean's
/// own t interval. Absent without values.
[[nodiscard]] std::optional<RobustEstimate> robust_estimate(std::span<const double> blocks);

}  // namespace allocscale
