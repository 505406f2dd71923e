// A ratio of times as points, one number per block: the blocks' own points have a mean that is too large.
#pragma once

#include <span>
#include <vector>

namespace allocscale {

/// For ratios by block, 100·(R·(1 + ln r − mean of ln r) − 1), where R is their geometric mean: the points of
/// R, linearised about the mean of the logarithms. The mean over the blocks is 100·(R − 1), and the deviation
/// is that of R. Ratios are above 0.
[[nodiscard]] std::vector<double> ratio_points(std::span<const double> ratios);

}  // namespace allocscale
