// The cliff map as a table: where each allocator begins to give memory back, for a terminal and a README
// alike.
#pragma once

#include <span>
#include <string>

#include "harness/model/cliff.hpp"

namespace allocscale {

/// A Markdown table with a row for each change of each line: the size at which it changes and how, and the
/// faults of a round just below and above it beside the pages of the buffer. A line without a change is one
/// row, "none to 256 MiB".
[[nodiscard]] std::string cliff_map(std::span<const CliffLine> lines);

}  // namespace allocscale
