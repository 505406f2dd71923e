// Finds the cells that take a suspect away, by what the layouts declare, and checks that they did.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "harness/attribution/check.hpp"
#include "harness/attribution/removal_block.hpp"
#include "harness/attribution/task_cells.hpp"

namespace allocscale {

/// The cell whose loss is attributed: one layout × allocator at P workers, of one task.
struct Subject {
  std::string layout;     // e.g. boxed
  std::string allocator;  // an arm only where the allocator as it is was not measured
  int workers = 2;
  LayoutFacts has = {};  // what the layout has and lacks
  /// The layouts at each level of access, the subject's own first, and for each of them the layout that takes
  /// the allocator away. Empty: there is no such layout.
  std::array<std::string, level_count> accessed = {};
  std::array<std::string, level_count> replayed = {};
  double ideal = 1;  // the slowdown that sharing CPUs makes at best: workers over CPUs, at least 1
};

/// The cell as a subject. Nothing where its loss is not attributed: only one worker runs the task, the layout
/// takes a suspect away or stores no list, or the allocator is an arm of one of `allocators`, those of the
/// task's cells. Where two layouts take the same suspect away from the same layout, the first by name counts.
[[nodiscard]] std::optional<Subject> subject_of(const Treatment& treatment, Siblings siblings,
                                                const Facts& facts, const std::set<std::string>& allocators);

/// The cell in which the suspects of these levels are removed, or nothing where no layout or arm removes
/// them: an arm has no arm. For boxed glibc, the cell of kept and uncounted has the layout immortal and the
/// allocator glibc:retain; that of replayed and in place has the layout replay+ghost.
[[nodiscard]] std::optional<Treatment> treatment_of(const Subject& subject, Memory memory, Access access,
                                                    int workers);

/// Every cell, with the subject's workers, in which a suspect is removed.
[[nodiscard]] std::vector<Treatment> removals_of(const Subject& subject);

/// The times of one thing by block.
using BlockTimes = std::map<int, AloneAndTogether>;

/// A treatment with one worker and with as many as the subject has, in the blocks that have both. Where
/// workers share CPUs, the time together is divided by the subject's ideal slowdown.
[[nodiscard]] BlockTimes times_of(const TaskCells& task, const Subject& subject, Treatment treatment);

/// One entry per block in which the subject ran alone and together. `control` has the times of what shows the
/// machine's share; empty: nothing does.
[[nodiscard]] std::vector<RemovalBlock> removal_blocks(const TaskCells& task, const Subject& subject,
                                                       const BlockTimes& control);

/// The allocator's arm or the layout that makes a level: "glibc:retain", "replay", "immortal", "ghost". Empty
/// where there is none.
[[nodiscard]] std::string level_name(const Subject& subject, Memory level);
[[nodiscard]] std::string level_name(const Subject& subject, Access level);

/// The checks of every level that was measured, compared with the subject as it is:
///   kept       minor faults are silent; peak memory is unchanged within a half
///   replayed   the same, as it holds the pages that the subject gives back between
///   uncounted  no counter sees the writes; minor faults and peak memory are unchanged within a twentieth
///   in place   no counter sees the reads through pointers; the same are unchanged within a twentieth
[[nodiscard]] std::vector<Check> removal_checks(const TaskCells& task, const Subject& subject);

/// The levels that were measured and of which no check failed.
[[nodiscard]] RemovalLevels standing_levels(const TaskCells& task, const Subject& subject,
                                            std::span<const Check> checks);

}  // namespace allocscale
