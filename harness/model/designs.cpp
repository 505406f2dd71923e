#include "harness/model/designs.hpp"

#include <algorithm>

namespace allocscale {

bool same_comparison(const Cell& one, const Cell& other) {
  return one.kernel == other.kernel && one.size == other.size && one.iterations == other.iterations;
}

std::string_view why_not_paired(const Cell& cell, int capacity) {
  if (cell.workers > capacity) return "more workers than CPUs";
  if (cell.start != StartMethod::exec) return "workers that share a process or are forked from one";
  if (cell.placement == Placement::none) return "workers that are not pinned";
  if (cell.siblings != Siblings::self) return "siblings that run another kernel";
  if (cell.iterations < fewest_paired_iterations) return "fewer than 4 iterations";
  return {};
}

std::vector<Design> designs_of(const std::vector<Cell>& cells, Design asked, int capacity) {
  std::vector<Design> designs(cells.size(), Design::separate);
  if (asked == Design::separate) return designs;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    bool together = false, all = true;
    for (const Cell& cell : cells) {
      if (cell.workers == 1 || !same_comparison(cell, cells[i])) continue;
      together = true;
      all = all && why_not_paired(cell, capacity).empty();
    }
    if (together && all) designs[i] = Design::paired;
  }
  return designs;
}

}  // namespace allocscale
