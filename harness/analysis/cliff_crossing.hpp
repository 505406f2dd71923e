// Which cells of a comparison lie beyond a cliff of their allocator? Held against stored maps.
#pragma once

#include <vector>

#include "harness/analysis/findings.hpp"
#include "harness/model/dataset.hpp"

namespace allocscale {

/// One for each layout and allocator of the table that has such a cell, in the order of the dataset's cells.
/// Empty where buffers or maps are not known.
[[nodiscard]] std::vector<BeyondCliff> beyond_cliffs(const Dataset& dataset, const KernelTable& table);

}  // namespace allocscale
