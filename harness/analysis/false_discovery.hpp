// Which of many declared contrasts differ? Adjusts p values, since one test in twenty errs by chance.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace allocscale {

/// The false discovery rate q at which the contrasts of a run are believed.
inline constexpr double discovery_rate = 0.05;

/// The two-sided p value of Student's test that the mean of the K values is 0. Absent for K < 2 and where a
/// value is not finite; 0 or 1 where the values do not deviate.
[[nodiscard]] std::optional<double> t_test_p(std::span<const double> blocks);

/// The p values adjusted for the false discovery rate (Benjamini & Hochberg 1995), in the order given: those
/// at or below q are believed, and of these an expected share of at most q errs, for tests that are
/// independent or that rise together.
[[nodiscard]] std::vector<double> discovery_adjusted(std::span<const double> p_values);

}  // namespace allocscale
