// Trials that nobody ran, as wide as real ones: what a store is filled with to see what it costs.
#pragma once

#include <cstdint>

#include "harness/base/shuffle.hpp"
#include "harness/model/trial.hpp"

namespace allocscale::selfbench {

/// Of the wall and CPU times and of the minor faults of each phase; everything else is the same for all.
struct Level {
  std::uint64_t time_ns = 50'000'000;
  std::uint64_t minor_faults = 50'000'000;
};

/// Complete, with every metric present, each drawn uniformly from its level to a tenth above it: what SQLite
/// stores of a number depends on how large it is. Workers that are siblings have no samples.
[[nodiscard]] TrialResult made_result(const Cell& cell, SplitMix64& random, const Level& level = {});

}  // namespace allocscale::selfbench
