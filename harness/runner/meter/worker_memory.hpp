// How much memory did this process take? Read once, after the last stop: smaps_rollup walks every page (16 ms
// per GB). No allocation, no exceptions: it runs in the measured process.
#pragma once

#include <cstdint>
#include <optional>

#include "harness/model/metric.hpp"

namespace allocscale {

/// peak_bytes, proportional_bytes and anon_huge_bytes of this process; what else a worker has stays absent.
[[nodiscard]] WorkerReadings read_worker_memory();

/// Resident bytes of this process now (VmRSS).
[[nodiscard]] std::optional<std::int64_t> resident_bytes();

}  // namespace allocscale
