// A page that was written as lines, fitted to the output: folded, and its tables drawn anew where they are
// too wide.
#pragma once

#include <string>
#include <string_view>

#include "harness/report/terminal.hpp"

namespace allocscale {

/// The page as the output can show it: clean (clean_page), in ASCII where that is all. Where the width is
/// known, lines are folded (fold_lines), and tables that are too wide are drawn as grids: tables in Markdown,
/// and lines whose cells, four or more, stand two spaces or more apart.
[[nodiscard]] std::string page_text(std::string_view page, const TerminalStyle& style);

/// The page with each line that is wider than `columns` folded between words. What follows hangs under the
/// text behind the line's first gap of two columns ("  name     meaning"), where that leaves half of the
/// width for it; else under the line's own beginning. A longer word has its own line, whole. Other lines stay
/// as they are.
[[nodiscard]] std::string fold_lines(std::string_view page, int columns);

}  // namespace allocscale
