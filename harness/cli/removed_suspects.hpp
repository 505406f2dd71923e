// Of which kernels was a suspect taken away? Told from the cells of a run alone, before its samples are read.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "harness/model/cell.hpp"

namespace allocscale {

/// The kernels of which attribute() makes something of these cells, where each has a trial: ordered, without
/// repeats.
[[nodiscard]] std::vector<std::string> kernels_with_removals(std::span<const Cell> cells);

}  // namespace allocscale
