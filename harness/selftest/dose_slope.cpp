#include "harness/selftest/dose_slope.hpp"

#include <algorithm>

namespace allocscale {
namespace {

const Attribution* null_of(const CampaignAttributions& campaign) {
  for (const Attribution& attribution : campaign.attributions)
    if (attribution.kernel == null_kernel && attribution.removal.loss) return &attribution;
  return nullptr;
}

// Least squares through the origin of y over x.
std::optional<double> through_origin(const std::vector<std::pair<double, double>>& points) {
  double products = 0, squares = 0;
  for (const auto& [x, y] : points) {
    products += x * y;
    squares += x * x;
  }
  return squares > 0 ? std::optional(products / squares) : std::nullopt;
}

std::vector<std::pair<double, double>> planted_and_named(const DoseSlope& slope,
                                                         std::optional<int> campaign) {
  std::vector<std::pair<double, double>> pairs;
  for (const DosePoint& point : slope.points)
    if (!campaign || point.campaign == *campaign) pairs.emplace_back(point.planted, point.named);
  return pairs;
}

void fit(DoseSlope& slope, int campaigns) {
  slope.slope = through_origin(planted_and_named(slope, std::nullopt));
  std::vector<std::pair<double, double>> declared;
  for (const DosePoint& point : slope.points)
    if (point.declared) declared.emplace_back(*point.declared, point.named);
  slope.declared_slope = through_origin(declared);
  std::vector<double> own;
  for (int campaign = 0; campaign < campaigns; ++campaign)
    if (const auto one = through_origin(planted_and_named(slope, campaign))) own.push_back(*one);
  slope.between_campaigns = mean_interval(own, 0.95);
}

std::optional<double> declared_points(const Attribution& attribution, const DeclaredSpin& declared) {
  if (!declared || !attribution.time_ns) return std::nullopt;
  const auto spin = declared(attribution);
  return spin ? std::optional(100 * *spin / attribution.time_ns->estimate) : std::nullopt;
}

}  // namespace

std::vector<DoseSlope> dose_slopes(std::span<const CampaignAttributions> campaigns,
                                   const DeclaredSpin& declared) {
  std::vector<DoseSlope> slopes;
  for (const PlantedKernel& planted : planted_kernels()) {
    if (!planted.dosed) continue;
    DoseSlope slope;
    slope.planted = &planted;
    for (std::size_t i = 0; i < campaigns.size(); ++i) {
      const Attribution* const null = campaigns[i].competitor ? nullptr : null_of(campaigns[i]);
      if (null == nullptr) continue;
      for (const Attribution& one : campaigns[i].attributions) {
        const Component* const component = find_component(one.removal, *planted.dosed);
        if (one.kernel != planted.name || component == nullptr || !one.removal.loss) continue;
        const double points = one.removal.loss->estimate - null->removal.loss->estimate;
        const double time_ns = one.time_ns ? one.time_ns->estimate : 0;
        slope.points.push_back({static_cast<int>(i), one.size, points, component->loss.points.estimate,
                                declared_points(one, declared), points * time_ns / 100});
      }
    }
    if (slope.points.empty()) continue;
    fit(slope, static_cast<int>(campaigns.size()));
    slopes.push_back(std::move(slope));
  }
  return slopes;
}

}  // namespace allocscale
