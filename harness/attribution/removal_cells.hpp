// Which cells take a suspect away, and did they? It follows from what the layouts declare.
#pragma once

#include <array>
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
  std::string layout;     // e.g. boxed
  std::string allocator;  // without an arm
  int workers = 2;
  LayoutFacts has = {};  // what the layout has and lacks
  /// The layouts that the subject has at each level of access, its own first, and those that take the
  /// allocator away of each of them. Empty: there is none.
  std::array<std::string, level_count> accessed = {};
  std::array<std::string, level_count> replayed = {};
};

/// The subject that a cell is, or nothing where one does not ask why the cell does not scale: it has no
/// workers beside the first that run the task too, its layout takes a suspect away or stores no list, or its
/// allocator is an arm. Of two layouts that take the same suspect away of the same layout, the first by name
/// counts.
[[nodiscard]] std::optional<Subject> subject_of(const Treatment& treatment, Siblings siblings,
                                                const Facts& facts);

/// The cell that stands for a set of suspects removed, or nothing where no layout does it. Of boxed glibc,
/// kept and uncounted is the layout immortal with glibc:retain, replayed and in place the layout
/// replay+ghost.
[[nodiscard]] std::optional<Treatment> treatment_of(const Subject& subject, Memory memory, Access access,
                                                    int workers);

/// The cells, with as many workers, that stand for some suspect removed.
[[nodiscard]] std::vector<Treatment> removals_of(const Subject& subject);

/// One entry per block in which the subject itself ran alone and together.
[[nodiscard]] std::vector<RemovalBlock> removal_blocks(const TaskCells& task, const Subject& subject);

/// The name of what makes a level, the allocator's arm or the layout: "glibc:retain", "replay", "immortal",
/// "ghost". Empty where nothing does.
[[nodiscard]] std::string level_name(const Subject& subject, Memory level);
[[nodiscard]] std::string level_name(const Subject& subject, Access level);

/// Of every level that was measured, against the subject as it is:
///   kept       minor faults silent; peak memory within half of what it was
///   replayed   the same: pages that were given back meanwhile are held
///   uncounted  no counter sees the writes; minor faults and peak memory within a twentieth
///   in place   no counter sees the pointers followed; minor faults and peak memory within a twentieth
[[nodiscard]] std::vector<Check> removal_checks(const TaskCells& task, const Subject& subject);

/// The levels that were measured and that no failed check voids.
[[nodiscard]] RemovalLevels standing_levels(const TaskCells& task, const Subject& subject,
                                            std::span<const Check> checks);

}  // namespace allocscale
