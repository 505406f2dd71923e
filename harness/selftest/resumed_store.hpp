// Does an interruption change what is found? Conducts a simulated experiment twice into real stores: once
// without a break, once interrupted and continued.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "harness/attribution/attribution.hpp"
#include "harness/selftest/gauge.hpp"

namespace allocscale {

/// The text whose bytes are compared; the program gives what `explain` prints.
using ExplainAttributions = std::function<std::string(const std::vector<Attribution>&)>;

/// Conducts a simulated experiment of the nine cells, compute and the twin, 20 blocks, into a new store,
/// which is removed afterwards, and returns `explain` of its attributions. With `cut`, conduct() is
/// interrupted in the middle of the eighth block and called again. Equal seeds give equal texts.
[[nodiscard]] std::string explained_store(std::uint64_t seed, bool cut, const ExplainAttributions& explain);

/// 1 where the texts of an uninterrupted and a cut store are the same byte for byte, else 0.
[[nodiscard]] Gauge resumed_store_truth(std::uint64_t seed, const ExplainAttributions& explain);

}  // namespace allocscale
