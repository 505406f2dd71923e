// Two causes at once: does each get its share?
#pragma once

#include <optional>
#include <span>

#include "harness/selftest/dose_slope.hpp"

namespace allocscale {

/// Shares of what allocator work and page faults explain together, parts of 1.
struct MixedShares {
  int attributions = 0;
  int inseparable = 0;      // of them, those that say that they cannot tell
  double named_work = 0;    // mean over the others
  double planted_work = 0;  // by the time that about the same doses plant by themselves

  /// Within 5 points of a hundred, or never separable.
  [[nodiscard]] bool holds() const;
};

/// Absent without the mixed kernel or without slopes of both causes to hold it against.
[[nodiscard]] std::optional<MixedShares> mixed_shares(std::span<const CampaignAttributions> campaigns,
                                                      std::span<const DoseSlope> slopes);

}  // namespace allocscale
