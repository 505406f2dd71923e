// The columns by which every table of data names a cell.
#pragma once

#include <vector>

#include "harness/model/cell.hpp"
#include "harness/model/data_table.hpp"

namespace allocscale {

/// kernel, size, layout, allocator, workers, iterations, then a column for each factor whose levels are
/// words.
[[nodiscard]] std::vector<DataColumn> cell_columns();

/// The cell's values, in the same order.
[[nodiscard]] std::vector<DataValue> cell_values(const Cell& cell);

}  // namespace allocscale
