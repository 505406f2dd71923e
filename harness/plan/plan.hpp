// A plan: the cells of an experiment on this machine, and which of them are compared with which.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "harness/model/cell.hpp"
#include "harness/model/experiment.hpp"
#include "harness/model/pairs.hpp"

namespace allocscale {

/// One kernel at one size. Its trials run one after another in a block, so that little time lies between what
/// is compared.
struct Comparison {
  std::string kernel;
  std::uint64_t size = 0;
  Baseline baseline;                        // layout `none` for kernels without a list
  std::vector<std::size_t> cells;           // indices into Plan::cells, baseline included
  std::vector<std::size_t> baseline_cells;  // the baseline's cells, by rising workers
};

/// All cells of a run, and their comparisons.
struct Plan {
  std::vector<Cell> cells;  // ordered by comparison, then layout, allocator, factors, workers
  std::vector<Comparison> comparisons;
  Design design = Design::separate;                    // that was asked for …
  std::vector<Design> designs;                         // … and that of each cell; empty: all are separate
  std::vector<int> workers;                            // the numbers of workers, rising; the first is 1
  std::map<std::string, std::string> baseline_levels;  // of the factors that vary
  /// The allocators that have no runner, and why. Their cells are reported as skipped.
  std::map<std::string, std::string> missing_runners;
  std::vector<std::string> notes;  // what was left out or added, one line each
};

/// The design of one of the plan's cells.
[[nodiscard]] inline Design design_of(const Plan& plan, std::size_t cell) {
  return plan.designs.empty() ? Design::separate : plan.designs.at(cell);
}

/// The design of one of the plan's comparisons.
[[nodiscard]] inline Design design_of(const Plan& plan, const Comparison& comparison) {
  return comparison.cells.empty() ? Design::separate : design_of(plan, comparison.cells.front());
}

}  // namespace allocscale
