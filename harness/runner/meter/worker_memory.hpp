// How much memory did this process take? Read once, after the last stop: smaps_rollup walks every page (16 ms
// per GB). No allocation, no exceptions: it runs in the measured process.
#pragma once

#include <cstdint>
#include <optional>

#include "harness/model/metric.hpp"

namespace allocscale {

/// What this process's memory tells of the worker: each metric that is read here is reported. The others stay
/// absent.
[[nodiscard]] WorkerReadings read_worker_memory();

/// Resident bytes of this process now (VmRSS).
[[nodiscard]] std::optional<std::int64_t> resident_bytes();

}  // namespace allocscale
