// Tests whether an interruption changes what is found. A simulated experiment is conducted twice into real
// stores: once without interruption, once interrupted and continued.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "harness/attribution/attribution.hpp"
#include "harness/selftest/bounded_figure.hpp"

namespace allocscale {

/// Returns the text whose bytes are compared. The program passes what `explain` prints.
using ExplainAttributions = std::function<std::string(const std::vector<Attribution>&)>;

/// Conducts a simulated experiment of 20 blocks, with the nine cells of the removals, compute and the twin,
/// into a new store, removes the store, and returns `explain` of the attributions. With `cut`, conduct() is
/// interrupted in the middle of the eighth block and called again. Equal seeds give equal texts.
[[nodiscard]] std::string explained_store(std::uint64_t seed, bool cut, const ExplainAttributions& explain);

/// The figure is 1 where the texts with and without the interruption are the same byte for byte, else 0.
[[nodiscard]] BoundedFigure resumed_store_truth(std::uint64_t seed, const ExplainAttributions& explain);

}  // namespace allocscale
