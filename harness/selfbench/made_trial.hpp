// Synthetic trials with as many values as real ones. A store is filled with them to measure what it costs.
#pragma once

#include <cstdint>

#include "harness/base/shuffle.hpp"
#include "harness/model/trial.hpp"

namespace allocscale::selfbench {

/// How large the times and the minor faults of each phase are; everything else has one level.
struct Level {
  std::uint64_t time_ns = 50'000'000;
  std::uint64_t minor_faults = 50'000'000;
};

/// A complete trial with every metric present, each drawn uniformly from its level to a tenth above it: the
/// bytes that SQLite takes for a number depend on how large it is. Workers that are siblings have no samples.
[[nodiscard]] TrialResult made_result(const Cell& cell, SplitMix64& random, const Level& level = {});

}  // namespace allocscale::selfbench
