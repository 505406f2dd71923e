// How does the loss grow with the number of workers? Fits two descriptions and tells which predicts a
// left-out level better. Neither shows a cause.
//
// The law: T(P)/T(1) − 1 = a(P − 1) + bP(P − 1), a for waiting in line (contention), b for pairwise
// cross-talk (coherency); it is the universal scalability law (Gunther 1993, 2007) at constant work per
// worker, and linear in a and b. The hinge: T(P)/T(1) = max(1, P/P_sat), a resource that is enough for P_sat
// workers.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "harness/analysis/interval.hpp"
#include "harness/model/law_levels.hpp"

namespace allocscale {

/// T(P)/T(1) of one block by P > 1.
using Slowdowns = std::map<int, double>;

struct LawCoefficients {
  double contention = 0;
  double coherency = 0;
};

/// Least squares with both coefficients at or above 0 (Lawson & Hanson 1974, for two columns). Needs at least
/// one level.
[[nodiscard]] LawCoefficients fit_law(const Slowdowns& slowdowns);
[[nodiscard]] double law_at(const LawCoefficients& law, int workers);

/// P_sat by least squares: exact, every way of parting the levels is tried. Absent where no level is slower
/// than alone. Needs at least one level.
[[nodiscard]] std::optional<double> fit_hinge(const Slowdowns& slowdowns);
[[nodiscard]] double hinge_at(std::optional<double> saturation, int workers);

struct ScalingLaw {
  int blocks = 0;
  Interval contention;               // a, 95 % over blocks
  Interval coherency;                // b
  std::optional<double> saturation;  // of the mean curve
  double law_error = 0;  // root mean square error of T(P)/T(1) at the level left out, each in turn
  double hinge_error = 0;
  int largest = 0;  // P measured

  /// T(P)/T(1) by the law of the mean coefficients; absent beyond 1.5 times the largest P measured.
  [[nodiscard]] std::optional<double> predict(int workers) const;
};

/// One fit per block, t intervals over blocks. Only levels within `capacity` enter: beyond it workers share
/// CPUs. Absent where fewer than levels_for_law levels, or fewer than two blocks, have every level.
[[nodiscard]] std::optional<ScalingLaw> scaling_law(std::span<const Slowdowns> blocks, int capacity);

}  // namespace allocscale
