#include "harness/analysis/distributions.hpp"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace allocscale {

double t_quantile(double probability, double degrees) {
  return boost::math::quantile(boost::math::students_t(degrees), probability);
}

double t_two_sided_p(double t, double degrees) {
  return 2 * boost::math::cdf(boost::math::complement(boost::math::students_t(degrees), t));
}

double coin_at_most(double heads, double tosses) {
  return boost::math::cdf(boost::math::binomial(tosses, 0.5), heads);
}

ProportionBounds proportion_bounds(double successes, double trials, double tail) {
  using Binomial = boost::math::binomial_distribution<double>;
  return {Binomial::find_lower_bound_on_p(trials, successes, tail),
          Binomial::find_upper_bound_on_p(trials, successes, tail)};
}

}  // namespace allocscale
