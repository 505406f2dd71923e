// A ratio of times as points, one number per block: the blocks' own points have a mean that is too large.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "harness/attribution/relative_blocks.hpp"

namespace allocscale {

/// For ratios by block, 100·(R·(1 + ln r − mean of ln r) − 1), where R is their geometric mean: the points of
/// R, linearised about the mean of the logarithms. The mean over the blocks is 100·(R − 1), and the deviation
/// is that of R. Ratios are above 0.
[[nodiscard]] std::vector<double> ratio_points(std::span<const double> ratios);

/// The same without what the machine takes, 100·(ratio − ρ): ρ is linearised by the same blocks, so that its
/// error is in the deviation. `machine` is of the blocks of the ratios; without it, ratio_points().
[[nodiscard]] std::vector<double> points_beyond(std::span<const double> ratios,
                                                const std::optional<ControlSlowdown>& machine);

}  // namespace allocscale
