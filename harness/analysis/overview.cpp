// Kernel × allocator: each table's slowdowns at its headline number of workers, layouts side by side.
#include <algorithm>

#include "harness/analysis/measured_comparison.hpp"

namespace allocscale {
namespace {

OverviewRow& row_of(Overview& overview, const KernelTable& table, const Row& of) {
  const auto found = std::find_if(overview.rows.begin(), overview.rows.end(), [&](const OverviewRow& row) {
    return row.kernel == table.kernel && row.size == table.size && row.allocator == of.allocator &&
           row.setting == of.setting && row.workers == *table.headline;
  });
  if (found != overview.rows.end()) return *found;
  OverviewRow row;
  row.kernel = table.kernel;
  row.size = table.size;
  row.allocator = of.allocator;
  row.setting = of.setting;
  row.workers = *table.headline;
  row.slowdown.resize(overview.layouts.size());
  overview.rows.push_back(std::move(row));
  return overview.rows.back();
}

}  // namespace

Overview summarise(const std::vector<KernelTable>& tables) {
  Overview overview;
  for (const KernelTable& table : tables)
    for (const Row& row : table.rows)
      if (std::find(overview.layouts.begin(), overview.layouts.end(), row.layout) == overview.layouts.end())
        overview.layouts.push_back(row.layout);
  for (const KernelTable& table : tables) {
    if (!table.headline) continue;
    for (const Row& row : table.rows) {
      const AtWorkers* at = find_at(row, *table.headline);
      if (row.twin || at == nullptr) continue;
      const auto layout = std::find(overview.layouts.begin(), overview.layouts.end(), row.layout);
      row_of(overview, table, row).slowdown[static_cast<std::size_t>(layout - overview.layouts.begin())] =
          *at;
    }
  }
  return overview;
}

}  // namespace allocscale
