// Does an interruption change what is found? A simulated experiment in a real store, conducted twice.
#pragma once

#include <cstdint>
#include <string>

#include "harness/selftest/gauge.hpp"

namespace allocscale {

/// What `explain` says, on the screen and as JSON, of a simulated experiment of the nine cells, compute and
/// the twin, 20 blocks, conducted into a new store that is removed afterwards. With `cut`, conduct() is
/// interrupted in the middle of the eighth block and called again. Equal seeds give equal texts.
[[nodiscard]] std::string explained_store(std::uint64_t seed, bool cut);

/// 1 where the texts of an uninterrupted and a cut store are the same byte for byte, else 0.
[[nodiscard]] Gauge resumed_store_truth(std::uint64_t seed);

}  // namespace allocscale
