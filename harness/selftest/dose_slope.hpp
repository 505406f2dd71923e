// The slope of the named value over the planted dose. It should be 1.
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
  double named = 0;        // points: the value of the component of the planted suspect
  std::optional<double> declared;  // points: the time that the kernel declares to spin
  double planted_ns = 0;           // `planted` as time; a point is not the same time in every kernel
};

/// The slope of one kernel.
struct DoseSlope {
  const PlantedKernel* planted = nullptr;
  std::vector<DosePoint> points;
  // Least squares through the origin, over all points; absent where nothing was planted.
  std::optional<double> slope;                // named over planted
  std::optional<double> declared_slope;       // named over declared
  std::optional<Interval> between_campaigns;  // 95 %, of the campaigns' own slopes; absent for fewer than two

  /// Whether the slope is judged: from two campaigns on, since one does not show how much the slope varies by
  /// chance.
  [[nodiscard]] bool judged() const { return between_campaigns.has_value(); }
  /// Whether the slope is right, or not judged: it is 0.9 to 1.1 over the points planted, and 0.8 to 1.2 over
  /// those declared. An error of scale that planted and named points have in common shows in the second.
  /// False where nothing was planted.
  [[nodiscard]] bool holds() const {
    if (!slope) return false;
    const double of_declared = declared_slope.value_or(1);
    return !judged() || (*slope >= 0.9 && *slope <= 1.1 && of_declared >= 0.8 && of_declared <= 1.2);
  }
};

/// Returns the time that the attribution's kernel declares to spin in one iteration at P, ns for each worker;
/// nothing where it declares none.
using DeclaredSpin = std::function<std::optional<double>(const Attribution&)>;

/// One slope per dosed kernel that was attributed. A campaign that lacks the kernel with nothing planted
/// gives no points.
[[nodiscard]] std::vector<DoseSlope> dose_slopes(std::span<const CampaignAttributions> campaigns,
                                                 const DeclaredSpin& declared = {});

}  // namespace allocscale
