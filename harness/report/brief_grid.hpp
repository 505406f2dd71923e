// The table of one kernel as a terminal shows it: one line a row, and only what is needed to judge it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/analysis/findings.hpp"
#include "harness/report/grid.hpp"

namespace allocscale {

/// One comparison for fit_columns: the rows under a line for each layout, time alone and slowdown at the
/// headline, and with ranks what falls for want of room: verdict, cost, marks, spread, the slowdown at the
/// other numbers of workers, the cost against another layout, faults, memory, cold slowdown, time with
/// workers. The twin has a row where it differs from its baseline.
[[nodiscard]] Grid brief_grid(const KernelTable& table, const Findings& findings);

/// What stands beside a slowdown whose verdict is "equivalent", where the word has no room.
inline constexpr const char* equivalent_mark = "=";

/// Kernel × allocator: under each layout the slowdown, "1.31 LOSS", "1.01 =", without its interval. Without
/// the rows that have none.
[[nodiscard]] Grid brief_overview_grid(const Overview& overview);

/// What all rows of a brief grid have in common, and no row names: "boxed", "glibc", "boxed glibc"; empty
/// where rows differ in both.
[[nodiscard]] std::string common_row_text(const KernelTable& table);

/// Whether the twin differs from its baseline, at the headline or alone: its interval excludes 1, with enough
/// blocks for a verdict.
[[nodiscard]] bool twin_fails(const KernelTable& table);

/// "LOSS", "LOSS?" where that may be chance, "equivalent", …; empty below the blocks that a verdict needs.
[[nodiscard]] std::string brief_verdict(const Effect& effect);

/// "470 ms"; of a cell without a time, why: "failed", "not settled", "two kinds".
[[nodiscard]] std::string brief_time(const AtWorkers& at);

/// "1.31 LOSS", "1.01 =", "1.02", "busy": a slowdown without its interval, on its own CPU share.
[[nodiscard]] GridCell brief_slowdown(const AtWorkers& at);

/// "−41 % (−42 to −39)", "+3 % (+1 to +5)?" where that may be chance, "busy (+3 %)": of the time alone.
[[nodiscard]] GridCell brief_cost(const Cost& cost);

/// The letter that stands for a flag in a brief grid: "w" for waited.
[[nodiscard]] std::string_view flag_mark(QualityFlag flag);

/// The flags that every row of the findings has raised, in at least half of its trials where a trial raises
/// it. They are told once, and no row has their marks.
[[nodiscard]] QualityFlags flags_of_all(const Findings& findings);

}  // namespace allocscale
