#include "harness/selftest/mixed_shares.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace allocscale {
namespace {

// The mixed kernel of dose n has n ns of work for each request, and a page for every so many of these.
constexpr double ns_per_page = 4;

// Time that a cause plants by itself at a dose, ns: the mean at the nearest dose that was measured, in
// proportion.
std::optional<double> planted_ns(std::span<const DoseSlope> slopes, Suspect suspect, double dose) {
  for (const DoseSlope& slope : slopes) {
    if (slope.planted->dosed != suspect) continue;
    const auto off = [dose](const DosePoint& point) {
      return std::abs(static_cast<double>(point.dose) - dose);
    };
    double nearest = std::numeric_limits<double>::infinity();
    for (const DosePoint& point : slope.points) nearest = std::min(nearest, off(point));
    double time_ns = 0, doses = 0;
    for (const DosePoint& point : slope.points) {
      if (off(point) > nearest) continue;
      time_ns += point.planted_ns;
      doses += static_cast<double>(point.dose);
    }
    if (doses > 0) return time_ns / doses * dose;
  }
  return std::nullopt;
}

// Of both causes at the doses that the mixed kernel has of them, the part of work.
std::optional<double> planted_share(std::span<const DoseSlope> slopes, std::uint64_t size) {
  const auto dose = static_cast<double>(size);
  const auto work = planted_ns(slopes, Suspect::allocator_work, dose);
  const auto faults = planted_ns(slopes, Suspect::page_faults, dose / ns_per_page);
  if (!work || !faults || *work + *faults <= 0) return std::nullopt;
  return *work / (*work + *faults);
}

double named_points(const Attribution& attribution, Suspect suspect) {
  const Component* const component = find_component(attribution.removal, suspect);
  return component == nullptr ? 0 : component->loss.points.estimate;
}

}  // namespace

bool MixedShares::holds() const {
  return inseparable == attributions || std::abs(named_work - planted_work) <= 0.05;
}

std::optional<MixedShares> mixed_shares(std::span<const CampaignAttributions> campaigns,
                                        std::span<const DoseSlope> slopes) {
  MixedShares made;
  double named = 0, planted = 0;
  for (const CampaignAttributions& campaign : campaigns)
    for (const Attribution& attribution : campaign.attributions) {
      if (attribution.kernel != mixed_kernel) continue;
      const auto share = planted_share(slopes, attribution.size);
      if (!share) return std::nullopt;
      planted += *share;
      ++made.attributions;
      const double work = named_points(attribution, Suspect::allocator_work);
      const double both = work + named_points(attribution, Suspect::page_faults);
      if (name_cause(attribution) == Named::several || !(both > 0))
        ++made.inseparable;
      else
        named += work / both;
    }
  if (made.attributions == 0) return std::nullopt;
  made.planted_work = planted / made.attributions;
  if (made.attributions > made.inseparable) made.named_work = named / (made.attributions - made.inseparable);
  return made;
}

}  // namespace allocscale
