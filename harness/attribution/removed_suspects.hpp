// Finds the kernels from which a run takes a suspect away, by its cells and their facts; no sample is read.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "harness/model/cell.hpp"
#include "harness/model/facts.hpp"

namespace allocscale {

/// The kernels of which attribute() gives an attribution when each of these cells has a trial; ordered,
/// without repeats. `facts` are those of the cells' kernels and layouts.
[[nodiscard]] std::vector<std::string> kernels_with_removals(std::span<const Cell> cells, const Facts& facts);

/// Whether a run of these cells asks why: it takes suspects away and replaces siblings.
[[nodiscard]] bool asks_why(std::span<const Cell> cells, const Facts& facts);

}  // namespace allocscale
