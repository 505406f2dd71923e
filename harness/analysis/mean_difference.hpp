// By how much do two means differ, and how well is that known?
#pragma once

#include <optional>
#include <span>

#include "harness/analysis/interval.hpp"

namespace allocscale {

/// A difference of means with its standard error, which has Student's t distribution with so many degrees of
/// freedom.
struct MeanDifference {
  double estimate = 0;
  double standard_error = 0;
  double degrees = 1;
};

/// The mean of `upper` less that of `lower`, of independent values whose deviations may differ (Welch 1947).
/// Absent where one of them has fewer than two values or one that is not finite.
[[nodiscard]] std::optional<MeanDifference> difference_of_means(std::span<const double> upper,
                                                                std::span<const double> lower);

/// The mean of differences that are paired. Absent for fewer than two, and where one is not finite.
[[nodiscard]] std::optional<MeanDifference> mean_difference(std::span<const double> differences);

/// Two-sided.
[[nodiscard]] Interval interval_of(const MeanDifference& difference, double confidence);

/// The two-sided p value of no difference; 0 or 1 where the values do not deviate.
[[nodiscard]] double p_value_of(const MeanDifference& difference);

}  // namespace allocscale
