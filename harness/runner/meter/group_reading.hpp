// The arithmetic of perf counters, apart from the kernel that gives them: what a group counted between two
// reads of it, and whether a count of known work can be believed.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "harness/model/metric.hpp"

namespace allocscale {

/// One read() of a group with PERF_FORMAT_GROUP and both times: the number of events, time enabled, time
/// running, then a count for each event in the order they were opened (perf_event_open(2)).
struct GroupReading {
  std::array<std::uint64_t, 3 + perf_counts.size()> words{};
  std::size_t size = 0;  // words that were read
};

/// Enters the times and the counts between two readings. `order`: the metrics in the order of their opening.
/// Nothing is entered when a reading is not one of as many events; no count is when the group did not run in
/// between, for then nothing was counted.
void enter_counts(const GroupReading& before, const GroupReading& after, std::span<const PhaseMetric> order,
                  PhaseReadings& readings);

/// Whether a count lies within a tenth of what the work is known to cost.
[[nodiscard]] bool within_a_tenth(std::int64_t counted, std::int64_t known);

}  // namespace allocscale
