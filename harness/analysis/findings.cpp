#include "harness/analysis/findings.hpp"

#include <algorithm>
#include <utility>

#include "harness/analysis/cliff_crossing.hpp"
#include "harness/analysis/control_check.hpp"
#include "harness/analysis/measured_comparison.hpp"
#include "harness/analysis/unfold_pairs.hpp"
#include "harness/base/contains.hpp"
#include "harness/model/designs.hpp"

namespace allocscale {

namespace {

Design design_of(const RunDescription& run, const Cell& cell) {
  const std::vector<Design> designs = designs_of(run.cells, run.design, run.capacity);
  for (std::size_t i = 0; i < run.cells.size(); ++i)
    if (same_comparison(run.cells[i], cell)) return designs[i];
  return Design::separate;
}

// Whether the control is named already, by its settled times.
bool is_told(const std::vector<UnevenControl>& told, const UnevenControl& control) {
  return std::any_of(told.begin(), told.end(), [&](const UnevenControl& one) {
    return one.kernel == control.kernel && one.allocator == control.allocator &&
           one.setting == control.setting && one.workers == control.workers;
  });
}

// A table for each comparison, its losses held against the controls.
std::vector<KernelTable> tables_of(const Dataset& dataset, Estimand estimand, Findings& findings) {
  std::vector<KernelTable> tables;
  for (const MeasuredComparison& comparison : gather_comparisons(dataset, estimand, findings.log.disturbed)) {
    tables.push_back(tabulate(comparison, dataset.run.margin, dataset.run.capacity));
    // A process is cold once only.
    if (estimand != Estimand::cold) tables.back().design = design_of(dataset.run, comparison.common);
  }
  for (UnevenControl& control : check_controls(tables, dataset.run.facts)) {
    control.cold = estimand == Estimand::cold;
    if (!is_told(findings.uneven, control)) findings.uneven.push_back(std::move(control));
  }
  return tables;
}

// Beside each table of settled times, the cold times of its comparison.
void add_cold_tables(const Dataset& dataset, Findings& findings) {
  if (dataset.run.estimand == Estimand::cold) return;
  std::vector<KernelTable> cold = tables_of(dataset, Estimand::cold, findings);
  for (std::size_t i = 0; i < cold.size(); ++i)  // of the same comparisons, in the same order
    if (findings.tables[i].estimand != Estimand::cold) findings.tables[i].cold.push_back(std::move(cold[i]));
}

}  // namespace

Findings analyse(const Dataset& stored) {
  const Unfolded unfolded(stored);
  const Dataset& dataset = unfolded.dataset();
  Findings findings;
  findings.run = dataset.run;
  findings.log = run_log(stored);
  findings.tables = tables_of(dataset, dataset.run.estimand, findings);
  for (KernelTable& table : findings.tables) table.beyond_cliffs = beyond_cliffs(dataset, table);
  add_cold_tables(dataset, findings);
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
