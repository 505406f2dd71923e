#include "harness/attribution/roof.hpp"

#include <array>
#include <vector>

#include "harness/analysis/verdict.hpp"

namespace allocscale {
namespace {

enum class Holds { yes, no, unknown };

// Whether the ratio is at least the bound, as far as its interval shows.
Holds at_least(const std::optional<MeasuredRatio>& measured, double bound) {
  if (!measured || measured->blocks < blocks_for_verdict) return Holds::unknown;
  if (measured->ratio.low >= bound) return Holds::yes;
  return measured->ratio.high < bound ? Holds::no : Holds::unknown;
}

Holds opposite(Holds holds) {
  if (holds == Holds::unknown) return holds;
  return holds == Holds::yes ? Holds::no : Holds::yes;
}

}  // namespace

bool is_bandwidth_roof(const KernelFacts& kernel) {
  return kernel.resource == Resource::copy_bandwidth || kernel.resource == Resource::triad_bandwidth;
}

bool is_roof(const KernelFacts& kernel) {
  return is_bandwidth_roof(kernel) || kernel.resource == Resource::fault_rate ||
         kernel.resource == Resource::load_latency;
}

std::optional<Roof> roof_of(const TaskCells& probe, int workers, double ideal) {
  for (const auto& [treatment, records] : probe.cells) {
    if (treatment.workers != 1 || treatment.twin) continue;
    const BlockValues together = operate_times(probe.at({treatment.layout, treatment.allocator, workers}));
    std::vector<double> retained, times;
    for (const auto& [alone, with_others] : in_common(operate_times(records), together)) {
      retained.push_back(alone / (with_others / ideal));
      times.push_back(with_others / ideal);
    }
    const auto ratio = geometric_interval(retained, 0.95), time = geometric_interval(times, 0.95);
    if (ratio && time)
      return Roof{probe.common.kernel, static_cast<int>(retained.size()), *ratio, time->estimate};
  }
  return std::nullopt;
}

double Traffic::bytes() const { return (cached ? 0 : lists + elements.value_or(0)) + zeroed.value_or(0); }

BandwidthVerdict bandwidth_verdict(const BandwidthEvidence& evidence) {
  Holds much_traffic = at_least(evidence.traffic_over_roof, 0.8);
  if (much_traffic == Holds::no && !(evidence.traffic && evidence.traffic->is_whole()))
    much_traffic = Holds::unknown;
  const std::array conditions = {much_traffic, at_least(evidence.reproduced, 0.5),
                                 opposite(at_least(evidence.cached, 0.1))};
  BandwidthVerdict verdict = BandwidthVerdict::bound;
  for (const Holds condition : conditions) {
    if (condition == Holds::no) return BandwidthVerdict::not_bound;
    if (condition == Holds::unknown) verdict = BandwidthVerdict::not_settled;
  }
  return verdict;
}

}  // namespace allocscale
