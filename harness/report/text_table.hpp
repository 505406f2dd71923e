// A grid drawn with spaces, for people at a terminal of any width.
#pragma once

#include <string>
#include <vector>

#include "harness/report/format.hpp"
#include "harness/report/grid.hpp"

namespace allocscale {

/// The words in the colour of their tone, where the output has colours.
[[nodiscard]] std::string toned(const std::string& words, Tone tone, const TerminalStyle& style);

/// A grid that has only the columns for which there is room.
struct FittedGrid {
  Grid grid;
  std::vector<std::string> left_out;  // Column::falls_as of those that it lacks
};

/// The columns that fit into one panel, in their order: first those of rank 0, then, from the lowest rank
/// on, each set that still has room. Columns in which no row has a value go without a word.
[[nodiscard]] FittedGrid fit_columns(const Grid& grid, const TerminalStyle& style);

/// Aligned columns without boxes. What does not fit beside the row names goes on in a second panel under the
/// first, rows named again; where that would take more than four panels, each row becomes a record of `name
/// value` lines. Numbers are never cut.
[[nodiscard]] std::string draw_table(const Grid& given, const TerminalStyle& style);

}  // namespace allocscale
