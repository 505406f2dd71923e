#include "harness/launch/overlap.hpp"

#include <algorithm>

namespace allocscale {

namespace {

// What all workers share of one round, and from the first start to the last stop, ns.
struct Shared {
  std::int64_t together = 0;
  std::int64_t hull = 0;
};

Shared shared_of(std::span<const MeasuredSpan> spans) {
  if (spans.empty()) return {};
  std::int64_t first_start = spans[0].start_ns, last_start = spans[0].start_ns;
  std::int64_t first_stop = spans[0].stop_ns, last_stop = spans[0].stop_ns;
  for (const MeasuredSpan& span : spans) {
    first_start = std::min(first_start, span.start_ns);
    last_start = std::max(last_start, span.start_ns);
    first_stop = std::min(first_stop, span.stop_ns);
    last_stop = std::max(last_stop, span.stop_ns);
  }
  if (last_stop <= first_start) return {};
  return {std::max<std::int64_t>(0, first_stop - last_start), last_stop - first_start};
}

std::optional<std::int64_t> share_ppm(const Shared& shared) {
  if (shared.hull == 0) return std::nullopt;
  // In floating point: ns × 10^6 passes 63 bits after 2.6 hours.
  return static_cast<std::int64_t>(1e6 * static_cast<double>(shared.together) /
                                   static_cast<double>(shared.hull));
}

}  // namespace

std::optional<std::int64_t> overlap_ppm(std::span<const MeasuredSpan> spans) {
  return share_ppm(shared_of(spans));
}

std::optional<std::int64_t> overlap_ppm(std::span<const std::vector<MeasuredSpan>> rounds) {
  Shared sum;
  for (const std::vector<MeasuredSpan>& round : rounds) {
    const Shared shared = shared_of(round);
    sum.together += shared.together;
    sum.hull += shared.hull;
  }
  return share_ppm(sum);
}

}  // namespace allocscale
