// Work whose cost is known beforehand, for counters to be tried on.
#pragma once

#include <cstdint>
#include <optional>

#include "harness/model/metric.hpp"

namespace allocscale {

/// Runs a loop of three instructions 300,000 times and touches 32 fresh pages; about 0.4 ms.
void do_known_work();

/// What that costs by the metric. Absent where it is not known: misses and stalls depend on the machine, and
/// on an architecture without a loop of its own here, so do the others.
[[nodiscard]] std::optional<std::int64_t> known_cost(PhaseMetric metric);

}  // namespace allocscale
