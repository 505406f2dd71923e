// What changed between two runs, or between two allocators of one run? Row by row: the time alone and the
// scaling loss of B against those of A.
//
// Rows are matched by kernel, size, layout, allocator, number of workers and every other factor. Two
// allocators of one run are compared block by block, as tables do. Two runs have no block in common: their
// means over blocks are compared (Welch 1947), so that what the machine itself changed between them is in
// every difference. A control that only computes shows that: where it changed the same way, no change is
// claimed of any row. Samples of two runs are never pooled.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/analysis/mean_difference.hpp"
#include "harness/analysis/verdict.hpp"
#include "harness/model/dataset.hpp"

namespace allocscale {

/// One of the two that are compared.
struct ContrastSide {
  const Dataset& dataset;
  std::string allocator = {};  // only its rows, which are then matched whatever the allocators' names
};

enum class ChangeOf {
  cost,  // of the time alone
  loss,  // of the slowdown T(P)/T(1)
};

/// One row's change: a ratio of B's value over A's, above 1 is worse.
struct RowChange {
  Cell cell;  // of A
  ChangeOf of = ChangeOf::cost;
  std::string other_allocator;               // of B, where it is another
  std::optional<MeanDifference> logarithms;  // of the ratio; absent: see `reason`
  Verdict verdict = Verdict::none;
  std::optional<double> adjusted_p = {};  // for the false discovery rate over all changes
  int blocks_a = 0;
  int blocks_b = 0;
  bool control = false;  // of a control that only computes
  std::string reason = {};

  /// The ratio with its 95 % interval.
  [[nodiscard]] std::optional<Interval> ratio() const;
};

enum class ChangeWord { worse, better, same, unknown };

/// "worse" and "better" need a verdict that stands among all changes; "same" is equivalent within the margin.
[[nodiscard]] ChangeWord word_of(const RowChange& change);

struct RunChanges {
  std::vector<RowChange> changes;   // in the order of A's cells
  std::vector<std::string> only_a;  // rows that B does not have, "boxed mimalloc, concat of 16,000"
  std::vector<std::string> only_b;
  bool paired = false;       // within one run, block by block
  bool has_control = false;  // both measured a control that only computes
  bool same_machine = true;  // the fingerprints are equal
  double margin = 0.03;      // of the equivalence test: A's
  int failed_a = 0;          // trials that failed; skipped ones are none
  int failed_b = 0;
};

/// Compares B with A. `one_run`: both are the same run. Pure; linear in the samples.
[[nodiscard]] RunChanges compare_runs(const ContrastSide& a, const ContrastSide& b, bool one_run);

}  // namespace allocscale
