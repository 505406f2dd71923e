#include "harness/analysis/cliff_crossing.hpp"

#include <algorithm>

#include "harness/base/contains.hpp"

namespace allocscale {

namespace {

// The maps are of processes that begin with a fresh heap, on their main thread.
bool as_mapped(const Cell& cell) {
  return cell.history == History::fresh && cell.start != StartMethod::thread;
}

}  // namespace

std::vector<BeyondCliff> beyond_cliffs(const Dataset& dataset, const KernelTable& table) {
  std::vector<BeyondCliff> found;
  for (std::size_t i = 0; i < std::min(dataset.run.cells.size(), dataset.run.buffers.size()); ++i) {
    const Cell& cell = dataset.run.cells[i];
    const auto& buffer = dataset.run.buffers[i];
    if (!buffer || !as_mapped(cell) || cell.kernel != table.kernel || cell.size != table.size) continue;
    for (const CliffLine& line : dataset.cliffs) {
      if (line.allocator != cell.allocator || line.use != buffer->use) continue;
      const auto cliff = cliff_below(line, buffer->bytes);
      if (!cliff) continue;
      const BeyondCliff beyond = {cell.layout, cell.allocator, *buffer, *cliff};
      if (!contains(found, beyond)) found.push_back(beyond);
    }
  }
  return found;
}

}  // namespace allocscale
