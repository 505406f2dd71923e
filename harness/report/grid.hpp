// A table before it is drawn: the text of each cell, the same for a terminal and for Markdown.
#pragma once

#include <string>
#include <vector>

#include "harness/analysis/findings.hpp"

namespace allocscale {

enum class Tone { plain, good, bad, doubtful };

struct GridCell {
  std::string text;  // may hold several lines
  Tone tone = Tone::plain;
};

/// Neighbouring columns of one group stand under one head.
struct Column {
  std::string group;
  std::string name;
  bool right = false;  // aligned right
  // Where a table is fitted to a width (fit_columns), columns of the same words go together, the highest
  // rank first. Rank 0 stays.
  int rank = 0;
  std::string falls_as = {};
};

struct Grid {
  std::size_t keys = 0;  // leading columns that name the row
  std::vector<Column> columns;
  std::vector<std::vector<GridCell>> rows;
};

/// One comparison: time alone, then per number of workers time, slowdown and verdict, the costs of
/// allocators, layouts and settings that differ, faults, CPU time, peak memory, flags. Numbers of workers
/// above the capacity carry an asterisk. `wide`: with the elapsed time of each phase.
[[nodiscard]] Grid kernel_grid(const KernelTable& table, const Findings& findings, bool wide = false);

/// Kernel × allocator, the slowdown under each layout.
[[nodiscard]] Grid overview_grid(const Overview& overview);

/// The trials of a row that raised a flag, of how many, over its numbers of workers.
struct Raised {
  int trials = 0;
  int of = 0;
};
[[nodiscard]] Raised raised_by(const Row& row, QualityFlag flag);

/// Whether a flag is raised by a cell's blocks together, and not by each of its trials.
[[nodiscard]] bool is_of_cell(QualityFlag flag);

/// {"steal 3/40", "few-blocks"}: with the number of trials that raised it, where it is a trial's.
[[nodiscard]] std::vector<std::string> flag_words(const Row& row);

/// "glibc", "glibc (twin)", "glibc, start fork".
[[nodiscard]] std::string allocator_text(const Row& row);

/// "boxed glibc (twin)".
[[nodiscard]] std::string row_text(const Row& row);

/// The name, and after a comma the setting of the factors that vary, if any does.
[[nodiscard]] std::string named_setting(const std::string& name, const std::string& setting);

}  // namespace allocscale
