// Quantiles and probabilities of the distributions that the statistics need, by Boost.Math. Its headers take
// seconds to compile, so they are included in one file.
#pragma once

namespace allocscale {

/// The quantile of Student's t distribution; probability in (0, 1), degrees of freedom above 0.
[[nodiscard]] double t_quantile(double probability, double degrees);

/// The probability that |T| is at least `t` (which is not negative) under Student's t distribution.
[[nodiscard]] double t_two_sided_p(double t, double degrees);

/// The probability of at most `heads` heads in `tosses` tosses of a fair coin.
[[nodiscard]] double coin_at_most(double heads, double tosses);

/// The bounds of the Clopper-Pearson interval of a proportion, `successes` of `trials`, each with the error
/// `tail` (Clopper & Pearson 1934).
struct ProportionBounds {
  double low = 0;
  double high = 1;
};
[[nodiscard]] ProportionBounds proportion_bounds(double successes, double trials, double tail);

}  // namespace allocscale
