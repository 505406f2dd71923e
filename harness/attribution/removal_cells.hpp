// Which cells take a suspect away, by name, and did they?
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "harness/attribution/check.hpp"
#include "harness/attribution/removal_block.hpp"
#include "harness/attribution/task_cells.hpp"

namespace allocscale {

/// What a loss is attributed for: one layout × allocator at P workers, of one task.
struct Subject {
  std::string layout;     // "boxed", "contiguous"
  std::string allocator;  // without an arm
  int workers = 2;
};

/// The cell that stands for a set of suspects removed: of boxed glibc, kept and uncounted is the layout
/// immortal with glibc:retain, replayed and in place the layout replay+ghost. Only boxed has more than one
/// way of access.
[[nodiscard]] std::optional<Treatment> treatment_of(const Subject& subject, Memory memory, Access access,
                                                    int workers);

/// Whether one asks why a cell does not scale: it has workers beside the first that run the task too, under a
/// layout that takes nothing away, with an allocator as it is. Controls and probes have no list, and nothing
/// to take away.
[[nodiscard]] bool may_be_subject(const Treatment& treatment, Siblings siblings);

/// The cells, with as many workers, that stand for some suspect removed.
[[nodiscard]] std::vector<Treatment> removals_of(const Subject& subject);

/// Whether the subject has it at all: a list of values has neither counts nor pointers.
[[nodiscard]] bool has_suspect(const Subject& subject, Suspect suspect);

/// One entry per block in which the subject itself ran alone and together.
[[nodiscard]] std::vector<RemovalBlock> removal_blocks(const TaskCells& task, const Subject& subject);

/// The name of what makes a level: "glibc:retain", "replay", "immortal", "ghost".
[[nodiscard]] std::string level_name(const Subject& subject, Memory level);
[[nodiscard]] std::string level_name(const Subject& subject, Access level);

/// Of every level that was measured, against the subject as it is:
///   :retain   minor faults silent; peak memory within half of what it was
///   replay    the same: pages that were given back meanwhile are held
///   immortal  no counter sees the writes; minor faults and peak memory within a twentieth
///   ghost     no counter sees the pointers followed; minor faults and peak memory within a twentieth
[[nodiscard]] std::vector<Check> removal_checks(const TaskCells& task, const Subject& subject);

/// The levels that were measured and that no failed check voids.
[[nodiscard]] RemovalLevels standing_levels(const TaskCells& task, const Subject& subject,
                                            std::span<const Check> checks);

}  // namespace allocscale
