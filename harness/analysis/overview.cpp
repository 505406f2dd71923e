// Kernel × allocator: each table's slowdowns at each of its numbers of workers, layouts side by side.
#include <algorithm>

#include "harness/analysis/measured_comparison.hpp"

namespace allocscale {
namespace {

// The first that has one of the layouts; a new one where none has.
Overview& overview_with(std::vector<Overview>& overviews, const std::vector<std::string>& layouts) {
  for (Overview& overview : overviews)
    if (std::find_first_of(overview.layouts.begin(), overview.layouts.end(), layouts.begin(),
                           layouts.end()) != overview.layouts.end())
      return overview;
  return overviews.emplace_back();
}

std::size_t column_of(Overview& overview, const std::string& layout) {
  const auto found = std::find(overview.layouts.begin(), overview.layouts.end(), layout);
  const auto column = static_cast<std::size_t>(found - overview.layouts.begin());
  if (found == overview.layouts.end()) {
    overview.layouts.push_back(layout);
    for (OverviewRow& row : overview.rows) row.slowdown.emplace_back();
  }
  return column;
}

OverviewRow& row_of(Overview& overview, const KernelTable& table, const Row& of, int workers) {
  const auto found = std::find_if(overview.rows.begin(), overview.rows.end(), [&](const OverviewRow& row) {
    return row.kernel == table.kernel && row.size == table.size && row.allocator == of.allocator &&
           row.setting == of.setting && row.workers == workers;
  });
  if (found != overview.rows.end()) return *found;
  OverviewRow row;
  row.kernel = table.kernel;
  row.size = table.size;
  row.allocator = of.allocator;
  row.setting = of.setting;
  row.workers = workers;
  row.slowdown.resize(overview.layouts.size());
  overview.rows.push_back(std::move(row));
  return overview.rows.back();
}

}  // namespace

std::vector<Overview> summarise(const std::vector<KernelTable>& tables) {
  std::vector<Overview> overviews;
  for (const KernelTable& table : tables) {
    if (table.workers.empty()) continue;
    Overview& overview = overview_with(overviews, layouts_of(table));
    for (const int workers : table.workers)
      for (const Row& row : table.rows) {
        const AtWorkers* at = find_at(row, workers);
        if (row.twin || at == nullptr) continue;
        const std::size_t column = column_of(overview, row.layout);
        row_of(overview, table, row, workers).slowdown[column] = *at;
      }
  }
  return overviews;
}

}  // namespace allocscale
