#include "harness/attribution/roof.hpp"

#include <array>

namespace allocscale {
namespace {

enum class Holds { yes, no, unknown };

Holds at_least(const std::optional<double>& value, double bound) {
  if (!value) return Holds::unknown;
  return *value >= bound ? Holds::yes : Holds::no;
}

Holds removed_by_cache(const BandwidthEvidence& evidence) {
  if (!evidence.cached_loss || !evidence.loss) return Holds::unknown;
  return *evidence.cached_loss < *evidence.loss / 10 ? Holds::yes : Holds::no;
}

}  // namespace

BandwidthVerdict bandwidth_verdict(const BandwidthEvidence& evidence) {
  const std::array conditions = {at_least(evidence.traffic_over_roof, 0.8),
                                 at_least(evidence.reproduced, 0.5), removed_by_cache(evidence)};
  BandwidthVerdict verdict = BandwidthVerdict::bound;
  for (const Holds condition : conditions) {
    if (condition == Holds::no) return BandwidthVerdict::not_bound;
    if (condition == Holds::unknown) verdict = BandwidthVerdict::not_settled;
  }
  return verdict;
}

}  // namespace allocscale
