#include "harness/selftest/mixed_shares.hpp"

#include <cmath>

namespace allocscale {
namespace {

// The mixed kernel of dose n has n ns of work for each request, and a page for every so many of these.
constexpr double ns_per_page = 8;

// Time planted per unit of dose, ns.
std::optional<double> ns_per_dose(std::span<const DoseSlope> slopes, Suspect suspect) {
  for (const DoseSlope& slope : slopes) {
    if (slope.planted->dosed != suspect) continue;
    double time_ns = 0, doses = 0;
    for (const DosePoint& point : slope.points) {
      time_ns += point.planted_ns;
      doses += static_cast<double>(point.dose);
    }
    if (doses > 0) return time_ns / doses;
  }
  return std::nullopt;
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
  const auto work_ns = ns_per_dose(slopes, Suspect::allocator_work);
  const auto fault_ns = ns_per_dose(slopes, Suspect::page_faults);
  if (!work_ns || !fault_ns) return std::nullopt;
  MixedShares made;
  made.planted_work = *work_ns / (*work_ns + *fault_ns / ns_per_page);
  double shares = 0;
  for (const CampaignAttributions& campaign : campaigns)
    for (const Attribution& attribution : campaign.attributions) {
      if (attribution.kernel != mixed_kernel) continue;
      ++made.attributions;
      const double work = named_points(attribution, Suspect::allocator_work);
      const double both = work + named_points(attribution, Suspect::page_faults);
      if (name_cause(attribution) == Named::several || !(both > 0))
        ++made.inseparable;
      else
        shares += work / both;
    }
  if (made.attributions == 0) return std::nullopt;
  if (made.attributions > made.inseparable) made.named_work = shares / (made.attributions - made.inseparable);
  return made;
}

}  // namespace allocscale
