// Does the value that is named follow the dose that was planted?
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "harness/selftest/confusion.hpp"

namespace allocscale {

/// One attribution of a dosed kernel.
struct DosePoint {
  int campaign = 0;
  std::uint64_t dose = 0;  // the kernel's size
  double planted = 0;      // points: D of the kernel less D of the kernel with nothing planted, same campaign
  double named = 0;        // points: the value of the component that the plant acts through
  std::optional<double> declared;  // points that the kernel declares to spin
  double planted_ns = 0;  // `planted` of the kernel's own time alone: points of unlike kernels differ
};

struct DoseSlope {
  const PlantedKernel* planted = nullptr;
  std::vector<DosePoint> points;
  // Least squares through the origin, over all points; absent where nothing was planted.
  std::optional<double> slope;                // named over planted
  std::optional<double> declared_slope;       // named over declared
  std::optional<Interval> between_campaigns;  // 95 %, of the campaigns' own slopes; absent for fewer than two

  /// From two experiments on: one alone does not tell how much chance there is in its slope.
  [[nodiscard]] bool judged() const { return between_campaigns.has_value(); }
  /// Within 0.9 to 1.1 of the points planted, and within 0.8 to 1.2 of those declared, of which no null is
  /// taken: an error of scale, which planted points share with named ones, shows there. Or not judged; not
  /// where nothing was planted.
  [[nodiscard]] bool holds() const {
    if (!slope) return false;
    const double of_declared = declared_slope.value_or(1);
    return !judged() || (*slope >= 0.9 && *slope <= 1.1 && of_declared >= 0.8 && of_declared <= 1.2);
  }
};

/// What an attribution's kernel declares to spin in one iteration at P, ns for each worker; nothing where it
/// declares none.
using DeclaredSpin = std::function<std::optional<double>(const Attribution&)>;

/// One per dosed kernel that was attributed. A campaign without the kernel with nothing planted has none.
[[nodiscard]] std::vector<DoseSlope> dose_slopes(std::span<const CampaignAttributions> campaigns,
                                                 const DeclaredSpin& declared = {});

}  // namespace allocscale
