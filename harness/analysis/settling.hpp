// From which iteration on does a task repeat itself? The first iteration of a process is cold. Those that
// follow may be unlike the later ones too: with glibc, a copy of contiguous values took 3,876 page faults in
// iteration 1 and none afterwards, 15.6 ms and then 2.7. A mean over all of them is a time that depends on
// how many iterations there are. So a task has three times: *cold*, iteration 0; *settled*, from the
// iteration on from which faults and times repeat; *settling*, those between.
//
// The rule is fixed and does not depend on the cell. An allocator may repeat itself in turns, such as 2,063
// faults and 6,133 and 2,063, so an iteration is held against the range of the later ones. It is not like
// them if
//   its page faults lie beyond that range, in the same direction in four of five trials, and in the median
//     over trials by more than 16, by more than a tenth of its near end (of fewer than 5 trials: by more than
//     all of it, since faults may depend on who runs beside), and by more faults than a hundredth of the
//     iteration's time holds at 1 µs each; or
//   its time lies beyond that range by more than 5 % (Student's t over trials, on logarithms, at 5 % for all
//   the
//     tests of the comparison together).
// A cell settles from the first iteration on from which each is like the later ones. The last but one has a
// single later one, and so is asked only where nothing before it is like: the two must then agree, or the
// cell does not settle within its iterations. All cells of a comparison are measured from the same iteration
// on: the latest that one of them, of those that settle, needs.
#pragma once

#include <optional>
#include <vector>

#include "harness/analysis/task_time.hpp"
#include "harness/model/dataset.hpp"

namespace allocscale {

/// Which iterations of a cell's trials the values of an estimand are made of.
struct CellIterations {
  IterationRange measured;               // none where the cell does not settle
  IterationRange settling;               // those before that are not cold; none under the cold estimand
  std::optional<int> settled_from = {};  // of the comparison: measured.first of each cell that settles

  friend bool operator==(const CellIterations&, const CellIterations&) = default;
};

/// One entry for each of the run's cells. A cell of one iteration has the cold estimand. A cell without a
/// complete trial has no say.
[[nodiscard]] std::vector<CellIterations> iterations_of_cells(const Dataset& dataset, Estimand estimand);

}  // namespace allocscale
