// Tests whether two copies of one cell differ as often as chance makes them differ, and not more often.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "harness/analysis/interval.hpp"
#include "harness/model/dataset.hpp"

namespace allocscale {

/// For every twin and every number of workers, the p value of no difference between it and the baseline: ln T
/// paired by block, as in the tables. Pairs with fewer than `blocks_for_verdict` blocks are left out. No
/// trial is part of two p values.
[[nodiscard]] std::vector<double> twin_p_values(const Dataset& dataset);

/// The p values of all twins, summed up.
struct TwinTally {
  int twins = 0;
  int below = 0;  // p values below 0.05
  std::optional<Interval>
      rate;             // of p values below 0.05, 95 % (Clopper & Pearson 1934); absent without twins
  double distance = 0;  // the largest one between the p values' distribution and the uniform one
  double critical_distance = 0;  // one in a hundred sets of uniform p values exceeds it (Kolmogorov 1933)

  /// Whether the interval of the rate holds 0.05 and the distance is at most the critical one.
  [[nodiscard]] bool holds() const;
};

/// Sums up the p values.
[[nodiscard]] TwinTally tally(std::span<const double> p_values);

}  // namespace allocscale
