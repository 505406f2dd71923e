#include "harness/attribution/removed_suspects.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "harness/attribution/removal_cells.hpp"

namespace allocscale {
namespace {

// What has to be the same of a cell and of the one that a suspect was taken away of.
std::string key_of_task(Cell cell) {
  cell.layout.clear();
  cell.allocator.clear();
  return cell_key(cell);
}

Treatment treatment_of_cell(const Cell& cell) { return {cell.layout, cell.allocator, cell.workers, false}; }

}  // namespace

std::vector<std::string> kernels_with_removals(std::span<const Cell> cells, const Facts& facts) {
  std::map<std::string, std::set<Treatment>> measured;      // by task
  std::map<std::string, std::set<std::string>> allocators;  // by task
  for (const Cell& cell : cells) {
    measured[key_of_task(cell)].insert(treatment_of_cell(cell));
    allocators[key_of_task(cell)].insert(cell.allocator);
  }
  std::set<std::string> kernels;
  for (const Cell& cell : cells) {
    const auto subject =
        subject_of(treatment_of_cell(cell), cell.siblings, facts, allocators[key_of_task(cell)]);
    if (!subject) continue;
    const std::set<Treatment>& of_task = measured[key_of_task(cell)];
    const auto removals = removals_of(*subject);
    if (std::any_of(removals.begin(), removals.end(),
                    [&](const Treatment& removal) { return of_task.contains(removal); }))
      kernels.insert(cell.kernel);
  }
  return {kernels.begin(), kernels.end()};
}

bool asks_why(std::span<const Cell> cells, const Facts& facts) {
  return std::any_of(cells.begin(), cells.end(),
                     [](const Cell& cell) { return cell.siblings != Siblings::self; }) &&
         !kernels_with_removals(cells, facts).empty();
}

}  // namespace allocscale
