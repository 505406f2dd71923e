#include "harness/analysis/mean_difference.hpp"

#include <cmath>

#include "harness/analysis/distributions.hpp"

namespace allocscale {

std::optional<MeanDifference> difference_of_means(std::span<const double> upper,
                                                  std::span<const double> lower) {
  const auto upper_deviation = deviation_of(upper);
  const auto lower_deviation = deviation_of(lower);
  if (!upper_deviation || !lower_deviation || !std::isfinite(*upper_deviation + *lower_deviation))
    return std::nullopt;
  const auto n = static_cast<double>(upper.size());
  const auto m = static_cast<double>(lower.size());
  const double a = *upper_deviation * *upper_deviation / n;
  const double b = *lower_deviation * *lower_deviation / m;
  // Welch and Satterthwaite's degrees; with no deviation at all, those of the pooled test.
  const double degrees = a + b > 0 ? (a + b) * (a + b) / (a * a / (n - 1) + b * b / (m - 1)) : n + m - 2;
  return MeanDifference{*mean_of(upper) - *mean_of(lower), std::sqrt(a + b), degrees};
}

std::optional<MeanDifference> mean_difference(std::span<const double> differences) {
  const auto deviation = deviation_of(differences);
  if (!deviation || !std::isfinite(*deviation)) return std::nullopt;
  const auto count = static_cast<double>(differences.size());
  return MeanDifference{*mean_of(differences), *deviation / std::sqrt(count), count - 1};
}

Interval interval_of(const MeanDifference& difference, double confidence) {
  const double half_width = t_quantile(0.5 + confidence / 2, difference.degrees) * difference.standard_error;
  return {difference.estimate, difference.estimate - half_width, difference.estimate + half_width};
}

double p_value_of(const MeanDifference& difference) {
  if (difference.standard_error == 0) return difference.estimate == 0 ? 1 : 0;
  return t_two_sided_p(std::fabs(difference.estimate) / difference.standard_error, difference.degrees);
}

}  // namespace allocscale
