// A table of plain values with described columns, for those who read data by themselves.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace allocscale {

/// Nothing (NULL), a whole number, a number, a text.
using DataValue = std::variant<std::monostate, std::int64_t, double, std::string>;

struct DataColumn {
  std::string name;
  std::string unit;  // "ns"; of a word or a number without a unit empty
  std::string meaning;
};

struct DataTable {
  std::string name;
  std::string meaning;  // what a row is
  std::vector<DataColumn> columns;
  std::vector<std::vector<DataValue>> rows;  // a value for each column
};

}  // namespace allocscale
