// What would this run do? Cells, trials, predicted time and memory, with nothing started.
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

struct DryRunCell {
  Cell cell;
  int trials_per_block = 0;        // twins and repeats in sub-blocks included
  Prediction prediction;           // of one trial
  std::optional<Outcome> skipped;  // foreseen: skipped_memory or skipped_allocator
};

struct DryRun {
  std::string experiment;
  std::vector<DryRunCell> cells;
  int blocks = 0;
  std::optional<double> budget_seconds;
  std::vector<std::string> notes;  // the plan's, and why cells will be skipped
};

/// `available_bytes`: what the machine, or its cgroup, has free for a trial.
[[nodiscard]] DryRun dry_run(const Experiment& experiment, const Plan& plan, const BlockShape& shape,
                             const std::vector<Prediction>& predictions, std::int64_t available_bytes);

/// Trials of one block, skipped cells left out.
[[nodiscard]] int trials_per_block(const DryRun& run);
/// Predicted time of one block, skipped cells left out.
[[nodiscard]] double seconds_per_block(const DryRun& run);

/// Plain text: a line of totals, a table of the cells, the notes. Ends with a newline.
[[nodiscard]] std::string render(const DryRun& run);

}  // namespace allocscale
