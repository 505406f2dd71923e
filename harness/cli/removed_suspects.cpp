#include "harness/cli/removed_suspects.hpp"

#include <map>
#include <set>
#include <utility>

#include "harness/attribution/removal_cells.hpp"

namespace allocscale {
namespace {

using LayoutAndAllocator = std::pair<std::string, std::string>;

// What has to be the same of a cell and of the one that a suspect was taken away of.
std::string key_of_task(Cell cell) {
  cell.layout.clear();
  cell.allocator.clear();
  return cell_key(cell);
}

bool may_be_subject(const Cell& cell) {
  return cell.workers > 1 && cell.siblings == Siblings::self && cell.layout != "none" &&
         cell.layout != "immortal" && cell.layout != "ghost" && !cell.layout.starts_with("replay") &&
         cell.allocator.find(':') == std::string::npos;
}

bool has_removal(const Cell& cell, const std::set<LayoutAndAllocator>& measured) {
  const Subject subject = {cell.layout, cell.allocator, cell.workers};
  for (const Memory memory : {Memory::as_is, Memory::kept, Memory::replayed})
    for (const Access access : {Access::counted, Access::uncounted, Access::in_place}) {
      if (memory == Memory::as_is && access == Access::counted) continue;
      const auto treatment = treatment_of(subject, memory, access, cell.workers);
      if (treatment && measured.contains({treatment->layout, treatment->allocator})) return true;
    }
  return false;
}

}  // namespace

std::vector<std::string> kernels_with_removals(std::span<const Cell> cells) {
  std::map<std::string, std::set<LayoutAndAllocator>> measured;  // by task
  for (const Cell& cell : cells)
    if (cell.workers > 1) measured[key_of_task(cell)].insert({cell.layout, cell.allocator});
  std::set<std::string> kernels;
  for (const Cell& cell : cells)
    if (may_be_subject(cell) && !kernels.contains(cell.kernel) &&
        has_removal(cell, measured[key_of_task(cell)]))
      kernels.insert(cell.kernel);
  return {kernels.begin(), kernels.end()};
}

}  // namespace allocscale
