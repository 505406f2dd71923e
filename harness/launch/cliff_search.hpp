// Where does an allocator begin to give memory back? A ladder of sizes, and bisection where its rungs differ.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "harness/model/catalog.hpp"
#include "harness/model/cliff.hpp"

namespace allocscale {

/// A warm round at that size; each call in a process of its own, or planted.
using ProbeRound = std::function<FaultRound(std::uint64_t bytes)>;

/// Sizes from `from` to `to` bytes, each √2 times the one before, in whole elements of 8 bytes; the last is
/// `to`.
[[nodiscard]] std::vector<std::uint64_t> cliff_ladder(std::uint64_t from, std::uint64_t to);

struct CliffsFound {
  FaultRound smallest;
  std::vector<Cliff> cliffs;
};

/// Probes every rung, and between two that differ bisects (by geometric means) until they are at most 5 %
/// apart. A rise and a fall between the same two rungs are not seen.
[[nodiscard]] CliffsFound search_cliffs(const std::vector<std::uint64_t>& ladder, const ProbeRound& probe);

/// The round that the runner counts. Throws SetupError naming it when it does not answer.
[[nodiscard]] FaultRound probe_round(const Runner& runner, BufferUse use, std::uint64_t bytes);

}  // namespace allocscale
