// A grid drawn with spaces, for people at a terminal of any width.
#pragma once

#include <string>

#include "harness/report/format.hpp"
#include "harness/report/grid.hpp"

namespace allocscale {

/// The words in the colour of their tone, where the output has colours.
[[nodiscard]] std::string toned(const std::string& words, Tone tone, const TerminalStyle& style);

/// Aligned columns without boxes. What does not fit beside the row names goes on in a second panel under the
/// first, rows named again; where that would take more than four panels, each row becomes a record of `name
/// value` lines. Numbers are never cut.
[[nodiscard]] std::string draw_table(const Grid& given, const TerminalStyle& style);

}  // namespace allocscale
