// What a run would do: its cells, trials, predicted time and memory. Nothing is started.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/experiment.hpp"
#include "harness/model/outcome.hpp"
#include "harness/plan/blocks.hpp"
#include "harness/plan/plan.hpp"
#include "harness/plan/predict.hpp"

namespace allocscale {

/// One cell of the run.
struct DryRunCell {
  Cell cell;
  int trials_per_block = 0;        // with twins, and with repeats in sub-blocks
  Prediction prediction;           // of one trial
  std::optional<Outcome> skipped;  // why it will be skipped: skipped_memory or skipped_allocator
};

/// The whole run.
struct DryRun {
  std::string experiment;
  std::vector<DryRunCell> cells;
  int blocks = 0;
  std::optional<double> budget_seconds;
  std::vector<std::string> notes;  // the plan's, and why cells will be skipped
};

/// Describes the run of the plan. `available_bytes` is the memory that the machine, or its cgroup, has free.
[[nodiscard]] DryRun dry_run(const Experiment& experiment, const Plan& plan, const BlockShape& shape,
                             const std::vector<Prediction>& predictions, std::int64_t available_bytes);

/// The trials of one block, without those of skipped cells.
[[nodiscard]] int trials_per_block(const DryRun& run);
/// The predicted time of one block, without that of skipped cells.
[[nodiscard]] double seconds_per_block(const DryRun& run);

/// The cells as a table of texts: a row for each cell, clean.
struct DryRunTable {
  std::vector<std::string> names;  // of the columns
  std::size_t texts = 0;           // leading columns that name the cell; numbers follow
  std::vector<std::vector<std::string>> rows;
};

/// The table; its last column, where a cell is skipped, says why.
[[nodiscard]] DryRunTable dry_run_table(const DryRun& run);

/// A line of totals, and one for the budget where that ends the run earlier.
[[nodiscard]] std::string dry_run_totals(const DryRun& run);

/// A line for each note.
[[nodiscard]] std::string dry_run_notes(const DryRun& run);

/// The run as plain text: totals, table, notes. Ends with a newline.
[[nodiscard]] std::string render(const DryRun& run);

}  // namespace allocscale
