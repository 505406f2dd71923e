// The trials of an experiment, sorted into the comparisons they were made for: one per kernel and size.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "harness/analysis/trials_at_workers.hpp"
#include "harness/model/dataset.hpp"

namespace allocscale {

/// What the slowdown is judged against: the same task by one worker.
inline constexpr int one_worker = 1;

/// The trials of one layout × allocator × setting, or of the twin, by number of workers.
struct Line {
  std::string layout;
  std::string allocator;
  std::string setting;  // as a row's
  bool baseline = false;
  bool twin = false;
  std::map<int, TrialsAtWorkers> by_workers;

  /// ln T at a number of workers; empty where there are none.
  [[nodiscard]] Series log_times(int workers) const;
  /// ln of the elapsed time, likewise.
  [[nodiscard]] Series log_elapsed(int workers) const;
};

struct MeasuredComparison {
  Cell common;        // kernel, size, iterations and the factors that do not vary hold for all of it
  Baseline baseline;  // the dataset's; of a kernel that does not run under its layout, under the first it has
  std::string otherwise;  // as a table's
  Estimand estimand = Estimand::settled;
  std::optional<int> settled_from;  // the iteration; absent of a cold one, and where no cell settles
  std::vector<Line>
      lines;  // the baseline, its twin, then by layout, allocator and setting in the order of the cells
};

/// Every cell has a line, even if it was not run. A comparison of one iteration is cold: there is no
/// other. Trials of the `disturbed` blocks are flagged.
[[nodiscard]] std::vector<MeasuredComparison> gather_comparisons(const Dataset& dataset, Estimand estimand,
                                                                 const std::set<int>& disturbed);

/// The table of one comparison.
[[nodiscard]] KernelTable tabulate(const MeasuredComparison& comparison, double margin, int capacity);

/// Fills in the adjusted p values: the family is every slowdown that is judged and every cost, of an
/// allocator, a layout or a setting, over all tables; twins, which are copies, are no part of it.
void adjust_over_tables(std::vector<KernelTable>& tables);

/// Kernel × allocator over all tables: one overview for those that have layouts in common, so that kernels
/// with a list and kernels without one are in different overviews.
[[nodiscard]] std::vector<Overview> summarise(const std::vector<KernelTable>& tables);

}  // namespace allocscale
