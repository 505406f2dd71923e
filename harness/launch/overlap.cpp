#include "harness/launch/overlap.hpp"

#include <algorithm>

namespace allocscale {

std::optional<std::int64_t> overlap_ppm(std::span<const MeasuredSpan> spans) {
  if (spans.empty()) return std::nullopt;
  std::int64_t first_start = spans[0].start_ns, last_start = spans[0].start_ns;
  std::int64_t first_stop = spans[0].stop_ns, last_stop = spans[0].stop_ns;
  for (const MeasuredSpan& span : spans) {
    first_start = std::min(first_start, span.start_ns);
    last_start = std::max(last_start, span.start_ns);
    first_stop = std::min(first_stop, span.stop_ns);
    last_stop = std::max(last_stop, span.stop_ns);
  }
  if (last_stop <= first_start) return std::nullopt;
  const std::int64_t together = std::max<std::int64_t>(0, first_stop - last_start);
  // In floating point: ns × 10^6 passes 63 bits after 2.6 hours.
  return static_cast<std::int64_t>(1e6 * static_cast<double>(together) /
                                   static_cast<double>(last_stop - first_start));
}

}  // namespace allocscale
