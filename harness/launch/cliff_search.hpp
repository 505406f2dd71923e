// Finds the sizes from which on an allocator gives freed memory back: probes a ladder of sizes and bisects
// between neighbours that differ.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "harness/model/catalog.hpp"
#include "harness/model/cliff.hpp"

namespace allocscale {

/// Counts a warm round at that size, in a process of its own; or a fake of that.
using ProbeRound = std::function<FaultRound(std::uint64_t bytes)>;

/// Sizes from `from` to `to` bytes, each √2 times the one before, in whole elements of 8 bytes; the last is
/// `to`.
[[nodiscard]] std::vector<std::uint64_t> cliff_ladder(std::uint64_t from, std::uint64_t to);

/// What a search found.
struct CliffsFound {
  FaultRound smallest;
  std::vector<Cliff> cliffs;
};

/// Probes every rung of the ladder. Between two rungs that differ it bisects, by geometric means, until they
/// are at most 5 % apart. It does not see a rise and a fall between the same two rungs. Throws what `probe`
/// throws.
[[nodiscard]] CliffsFound search_cliffs(const std::vector<std::uint64_t>& ladder, const ProbeRound& probe);

/// The warm round that the runner counts. Throws SetupError naming it when it does not answer.
[[nodiscard]] FaultRound probe_round(const Runner& runner, BufferUse use, std::uint64_t bytes);

}  // namespace allocscale
