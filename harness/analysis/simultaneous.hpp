// Several contrasts of the same blocks: how wide must their intervals be for all of them to hold at once?
// The distribution of the largest |t| among them, correlations included, is drawn by flipping the signs of
// whole blocks (the max-|t| of Westfall & Young 1993; sign flips after Fisher 1935).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "harness/analysis/bootstrap.hpp"
#include "harness/analysis/interval.hpp"

namespace allocscale {

struct SimultaneousIntervals {
  double critical = 0;              // the multiple of the standard error; never below Student's own
  std::vector<Interval> intervals;  // one per contrast, in their order
};

/// Intervals of which all hold their means together with `confidence`. `contrasts[j][b]` is contrast j in
/// block b; all have the same K blocks. A contrast without any deviation keeps its point and takes no part in
/// the maximum. Absent without contrasts, for K < 2 and where a value is not finite. Time draws · K · number
/// of contrasts.
[[nodiscard]] std::optional<SimultaneousIntervals> simultaneous_intervals(
    std::span<const std::vector<double>> contrasts, double confidence, const Resampling& resampling);

}  // namespace allocscale
