#include "harness/attribution/component.hpp"

#include <cmath>

#include "harness/analysis/verdict.hpp"

namespace allocscale {
namespace {

bool within(double value, double margin) { return value > -margin && value < margin; }

}  // namespace

std::string_view component_verdict_name(ComponentVerdict verdict) {
  switch (verdict) {
    case ComponentVerdict::cause:
      return "cause";
    case ComponentVerdict::relief:
      return "relief";
    case ComponentVerdict::shared:
      return "shared, not separable";
    case ComponentVerdict::negligible:
      return "negligible";
    case ComponentVerdict::inconclusive:
      return "inconclusive";
    case ComponentVerdict::nothing:
      return "nothing to remove";
    case ComponentVerdict::none:
      return "no verdict";
  }
  return "?";
}

std::string_view grade_name(Grade grade) {
  switch (grade) {
    case Grade::a:
      return "A";
    case Grade::b:
      return "B";
    case Grade::c:
      return "C";
    case Grade::x:
      return "X";
  }
  return "?";
}

ComponentVerdict component_verdict_of(const GameValue& value, const ValueBlocks& blocks,
                                      double margin_points) {
  if (blocks.value.size() < static_cast<std::size_t>(blocks_for_verdict)) return ComponentVerdict::none;
  const auto ninety = mean_interval(blocks.value, 0.90);
  if (ninety && within(ninety->low, margin_points) && within(ninety->high, margin_points) &&
      within(value.least, margin_points) && within(value.most, margin_points))
    return ComponentVerdict::negligible;
  const auto spread = mean_interval(blocks.spread, 1 - 0.05 / blocks.spread_chosen_of);
  const bool wide = value.most - value.least > std::abs(value.points.estimate) / 2;
  if (wide && spread && !spread->holds(0)) return ComponentVerdict::shared;
  if (value.points.holds(0)) return ComponentVerdict::inconclusive;
  return value.points.low > 0 ? ComponentVerdict::cause : ComponentVerdict::relief;
}

}  // namespace allocscale
