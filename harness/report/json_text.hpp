// Values as JSON, clean of what a terminal would obey.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "harness/model/cell.hpp"
#include "harness/model/data_table.hpp"

namespace allocscale {

using Json = nlohmann::ordered_json;

/// Null where there is no value, or where it is no finite number.
[[nodiscard]] Json json_of(const DataValue& value);

/// One member for each column.
[[nodiscard]] Json json_row(const std::vector<DataColumn>& columns, const std::vector<DataValue>& values);

/// The members by which every table of data names a cell (cell_columns).
[[nodiscard]] Json json_cell(const Cell& cell);

/// On one line; with an indent, on several. Bytes that are no UTF-8 are replaced.
[[nodiscard]] std::string json_text(const Json& json, int indent = -1);

}  // namespace allocscale
