// Scales a perf count to the whole time. When more events are asked for than the CPU
// has counters, the kernel lets them take turns, and a count covers only a part of the time.
#pragma once

#include <cstdint>
#include <optional>

#include "harness/model/metric.hpp"

namespace allocscale {

/// count × enabled / running (perf_event_open(2)): the count itself where the two are equal. Absent when the
/// counter never ran: there is nothing to scale.
[[nodiscard]] inline std::optional<double> scaled_count(std::int64_t count, std::int64_t enabled_ns,
                                                        std::int64_t running_ns) {
  if (running_ns <= 0) return std::nullopt;
  return static_cast<double>(count) * static_cast<double>(enabled_ns) / static_cast<double>(running_ns);
}

[[nodiscard]] constexpr bool is_perf_count(PhaseMetric metric) {
  for (const PhaseMetric count : perf_counts)
    if (count == metric) return true;
  return false;
}

/// The metric's value in a sample: a perf count scaled, any other as it is.
[[nodiscard]] inline std::optional<double> sample_value(const PhaseReadings& readings, PhaseMetric metric) {
  const auto& value = readings[metric];
  if (!value) return std::nullopt;
  if (!is_perf_count(metric)) return static_cast<double>(*value);
  const auto& enabled = readings[PhaseMetric::perf_enabled_ns];
  const auto& running = readings[PhaseMetric::perf_running_ns];
  if (!enabled || !running) return std::nullopt;
  return scaled_count(*value, *enabled, *running);
}

/// Whether the sample's perf counts cover a part of its time only.
[[nodiscard]] inline bool is_scaled(const PhaseReadings& readings) {
  const auto& enabled = readings[PhaseMetric::perf_enabled_ns];
  const auto& running = readings[PhaseMetric::perf_running_ns];
  return enabled && running && *running < *enabled;
}

}  // namespace allocscale
