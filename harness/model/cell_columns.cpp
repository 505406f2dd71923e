#include "harness/model/cell_columns.hpp"

#include "harness/model/factor.hpp"

namespace allocscale {

std::vector<DataColumn> cell_columns() {
  std::vector<DataColumn> columns = {
      {"kernel", "", "the task"},
      {"size", "elements", "of the task; 0 of a program"},
      {"layout", "", "how the elements are stored; of a program, its variant"},
      {"allocator", "", "as it was asked for: a name, an arm, a library, a level under variables"},
      {"workers", "processes", "that run the task at once"},
      {"iterations", "iterations", "of a trial; iteration 0 is cold"},
  };
  for (const Factor& factor : factors())
    columns.push_back({std::string(factor.name), "", "level of the factor: " + std::string(factor.meaning)});
  return columns;
}

std::vector<DataValue> cell_values(const Cell& cell) {
  std::vector<DataValue> values = {
      cell.kernel,    static_cast<std::int64_t>(cell.size), cell.layout,
      cell.allocator, std::int64_t{cell.workers},           std::int64_t{cell.iterations}};
  for (const Factor& factor : factors()) values.emplace_back(std::string(level_of(factor, cell)));
  return values;
}

}  // namespace allocscale
