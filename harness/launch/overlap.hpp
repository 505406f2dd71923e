// For which share of the measured time did all workers run?
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace allocscale {

/// When one worker measured, CLOCK_MONOTONIC.
struct MeasuredSpan {
  std::int64_t start_ns = 0;
  std::int64_t stop_ns = 0;
};

/// Share of the measured time in which all workers ran, in millionths: the intersection of their spans over
/// the hull, 0 when they never all ran. Absent without workers or for a hull of no length.
[[nodiscard]] std::optional<std::int64_t> overlap_ppm(std::span<const MeasuredSpan> spans);

/// Likewise of several rounds, each with one span per worker: the intersections over the hulls, summed over
/// the rounds.
[[nodiscard]] std::optional<std::int64_t> overlap_ppm(std::span<const std::vector<MeasuredSpan>> rounds);

}  // namespace allocscale
