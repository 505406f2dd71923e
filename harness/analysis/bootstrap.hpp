// How well is a ratio of two means of K blocks known, such as the share of a loss that one cause has? The
// bootstrap-t: the studentised ratio is drawn anew from the blocks, and its own quantiles take the place of
// Student's (Efron & Tibshirani 1993, section 12.5). A ratio of means is skewed, which a symmetric interval
// does not follow; percentile and BCa intervals cover 90–93 % at K ≤ 30 against a nominal 95 %.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "harness/analysis/interval.hpp"

namespace allocscale {

struct Resampling {
  int draws = 1999;
  std::uint64_t seed = 1;  // equal seeds give equal intervals on every compiler
};

/// Fewer blocks than this make too few different draws for an interval.
inline constexpr std::size_t blocks_for_bootstrap = 6;

/// mean(upper) / mean(lower), paired by block, with its interval at `confidence`; upper[b] and lower[b] are
/// block b. The standard error is that of the linearised ratio, s(upper − r·lower) / (√K·|mean(lower)|).
/// Absent below blocks_for_bootstrap, where a value is not finite, and where lower's own t interval holds 0:
/// a share of nothing is no number. Both are equally long.
[[nodiscard]] std::optional<Interval> ratio_of_means(std::span<const double> upper,
                                                     std::span<const double> lower, double confidence,
                                                     const Resampling& resampling);

}  // namespace allocscale
