#include "harness/analysis/findings.hpp"

#include <algorithm>
#include <utility>

#include "harness/analysis/cliff_crossing.hpp"
#include "harness/analysis/control_check.hpp"
#include "harness/analysis/measured_comparison.hpp"
#include "harness/analysis/program_contrasts.hpp"
#include "harness/analysis/unfold_pairs.hpp"
#include "harness/base/contains.hpp"
#include "harness/model/designs.hpp"

namespace allocscale {

namespace {

// `designs`: of the cells.
Design design_of(const std::vector<Cell>& cells, const std::vector<Design>& designs, const Cell& cell) {
  const auto like =
      std::find_if(cells.begin(), cells.end(), [&](const Cell& one) { return same_comparison(one, cell); });
  return designs.at(static_cast<std::size_t>(like - cells.begin()));
}

// A table for each comparison, its losses held against the controls.
std::vector<KernelTable> tables_of(const Dataset& dataset, Estimand estimand, Findings& findings) {
  const RunDescription& run = dataset.run;
  const std::vector<Design> designs = designs_of(run.cells, run.design, run.capacity);
  std::vector<KernelTable> tables;
  for (const MeasuredComparison& comparison : gather_comparisons(dataset, estimand, findings.log.disturbed)) {
    tables.push_back(tabulate(comparison, run.margin, run.capacity));
    tables.back().kind = kernel_facts(run.facts, comparison.common.kernel).kind;
    if (tables.back().kind == KernelKind::program)
      add_program_contrasts(comparison, run.margin, tables.back());
    // A process is cold once only.
    if (estimand != Estimand::cold) tables.back().design = design_of(run.cells, designs, comparison.common);
  }
  for (UnevenControl& control : check_controls(tables, run.facts)) {
    control.cold = estimand == Estimand::cold;
    add_once(findings.uneven, std::move(control));  // by its settled times, where it is named for both
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
  findings.label = stored.label;
  findings.log = run_log(stored);
  findings.tables = tables_of(dataset, dataset.run.estimand, findings);
  for (KernelTable& table : findings.tables) table.beyond_cliffs = beyond_cliffs(dataset, table);
  add_cold_tables(dataset, findings);
  adjust_over_tables(findings.tables);
  findings.overviews = summarise(findings.tables);
  findings.fidelity = compare_models(dataset, findings.log.disturbed);
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
