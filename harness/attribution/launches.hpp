// How long the launches of one cell take, and whether they are of two kinds (modes.hpp): then no launch takes
// their mean.
#pragma once

#include <optional>
#include <string>

#include "harness/analysis/modes.hpp"
#include "harness/attribution/task_cells.hpp"

namespace allocscale {

/// The launches of a cell with one worker and with the subject's workers, ns of T. Absent where none is
/// complete.
struct Launches {
  std::string cell;                // "boxed glibc:retain", "compute", "boxed glibc beside page faults"
  std::optional<double> alone_ns;  // geometric mean over trials
  std::optional<double> together_ns;
  std::optional<Modes> alone;  // the two modes, where the launches are of two kinds
  std::optional<Modes> together;

  /// Whether the launches at one of the numbers of workers are of two kinds.
  [[nodiscard]] bool of_two_kinds() const { return alone || together; }
};

/// The launches of the treatment, alone and with `workers`; of its twin where it is one.
[[nodiscard]] Launches launches_of(const TaskCells& task, Treatment treatment, int workers, std::string cell);

/// The launches of a cell that runs with siblings: T of its first worker, which is the victim.
[[nodiscard]] Launches launches_beside(const Records& records, std::string cell);

}  // namespace allocscale
