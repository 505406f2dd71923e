// Two copies of one cell: do they differ as often as chance has it, and no oftener?
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "harness/analysis/interval.hpp"
#include "harness/model/dataset.hpp"

namespace allocscale {

/// Of every twin and every number of workers, the p value of no difference between it and the baseline: ln T
/// paired by block, as in the tables. Pairs with fewer than `blocks_for_verdict` blocks are left out. No
/// trial is in two of them.
[[nodiscard]] std::vector<double> twin_p_values(const Dataset& dataset);

struct TwinTally {
  int twins = 0;
  int below = 0;                 // p values below 0.05
  std::optional<Interval> rate;  // of them, 95 % (Clopper & Pearson 1934); absent without twins
  double distance = 0;           // the largest between the p values' distribution and the uniform one
  double critical_distance = 0;  // which one in a hundred sets of uniform p values exceeds (Kolmogorov 1933)

  /// The rate's interval holds 0.05, and the distance is not beyond the critical one.
  [[nodiscard]] bool holds() const;
};

[[nodiscard]] TwinTally tally(std::span<const double> p_values);

}  // namespace allocscale
