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

/// The run as plain text: what it consists of, a table of the cells, the notes, and last how long it takes.
/// Ends with a newline.
[[nodiscard]] std::string render(const DryRun& run);

}  // namespace allocscale
