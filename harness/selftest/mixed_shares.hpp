// The shares of two causes that are planted together.
#pragma once

#include <optional>
#include <span>

#include "harness/selftest/dose_slope.hpp"

namespace allocscale {

/// The share of allocator work in what allocator work and page faults explain together, as a part of 1.
struct MixedShares {
  int attributions = 0;
  int inseparable = 0;      // those that find the two causes not separable
  double named_work = 0;    // the mean over the others
  double planted_work = 0;  // from the time that about the same doses take when each is planted alone

  /// Whether the two shares differ by at most 0.05, or no attribution finds the causes separable.
  [[nodiscard]] bool holds() const;
};

/// The shares in these campaigns. Absent without the mixed kernel, and without the slopes of both causes,
/// from which the planted share follows.
[[nodiscard]] std::optional<MixedShares> mixed_shares(std::span<const CampaignAttributions> campaigns,
                                                      std::span<const DoseSlope> slopes);

}  // namespace allocscale
