#include "harness/analysis/findings.hpp"

#include "harness/analysis/cliff_crossing.hpp"
#include "harness/analysis/control_check.hpp"
#include "harness/analysis/measured_comparison.hpp"
#include "harness/base/contains.hpp"

namespace allocscale {

Findings analyse(const Dataset& dataset) {
  Findings findings;
  findings.run = dataset.run;
  findings.log = run_log(dataset);
  for (const MeasuredComparison& comparison : gather_comparisons(dataset, findings.log.disturbed)) {
    KernelTable& table =
        findings.tables.emplace_back(tabulate(comparison, dataset.run.margin, dataset.run.capacity));
    table.beyond_cliffs = beyond_cliffs(dataset, table);
  }
  findings.uneven = check_controls(findings.tables, dataset.run.facts);
  adjust_over_tables(findings.tables);
  findings.overviews = summarise(findings.tables);
  return findings;
}

const AtWorkers* find_at(const Row& row, int workers) {
  if (workers == 1) return &row.alone;
  for (const AtWorkers& at : row.together)
    if (at.workers == workers) return &at;
  return nullptr;
}

std::vector<std::string> layouts_of(const KernelTable& table) {
  std::vector<std::string> layouts;
  for (const Row& row : table.rows)
    if (!contains(layouts, row.layout)) layouts.push_back(row.layout);
  return layouts;
}

}  // namespace allocscale
