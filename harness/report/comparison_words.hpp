// What is said of a comparison of two runs, in pieces that its page and its figure share.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "harness/analysis/change_limit.hpp"
#include "harness/analysis/run_contrast.hpp"
#include "harness/model/dataset.hpp"

namespace allocscale {

/// One side, as a page names it: "run 3 of quick, 2026-11-26 20:58", and its store or allocator where the
/// other side has another.
struct SideWords {
  const Dataset& dataset;
  std::string store = {};      // empty: both are of one store
  std::string allocator = {};  // empty: all
};

/// Everything that is said of a comparison.
struct ComparisonWords {
  SideWords a;
  SideWords b;
  const RunChanges& changes;
  std::span<const ChangeLimit> limits;
  std::span<const Held> held;
};

[[nodiscard]] std::string side_text(const SideWords& side);

/// "concat of 20,000".
[[nodiscard]] std::string changed_task_text(const RowChange& change);

/// The row: of a control without its layout, which says nothing; with `short_form` without the allocators.
[[nodiscard]] std::string changed_row_text(const RowChange& change, bool short_form = false);

/// "alone", "loss, 2 workers".
[[nodiscard]] std::string changed_value_text(const RowChange& change);

/// Why nothing is claimed of a change.
[[nodiscard]] std::string why_unknown(const RowChange& change);

/// The changes of one word, controls aside, the largest first.
[[nodiscard]] std::vector<const RowChange*> changes_of_word(const RunChanges& changes, ChangeWord word);

/// "6 rows, 2 worse, 1 better, 2 cannot be told, 1 the same".
[[nodiscard]] std::string change_counts_text(const RunChanges& changes);

}  // namespace allocscale
