#include "harness/cli/dry_run_page.hpp"

#include <algorithm>

#include "harness/report/characters.hpp"
#include "harness/report/grid.hpp"
#include "harness/report/text_table.hpp"

namespace allocscale {
namespace {

Grid grid_of(const DryRunTable& table) {
  Grid grid;
  grid.keys = table.texts;
  for (std::size_t i = 0; i < table.names.size(); ++i)
    grid.columns.push_back({"", table.names[i], i >= table.texts});
  for (const std::vector<std::string>& row : table.rows) {
    std::vector<GridCell>& cells = grid.rows.emplace_back();
    for (std::size_t i = 0; i < table.names.size(); ++i) cells.push_back({row[i], Tone::plain});
    if (row.size() > table.names.size()) cells.back().text += " " + row.back();  // why it is skipped
  }
  return grid;
}

bool fits(const std::string& page, const TerminalStyle& style) {
  const std::vector<std::string_view> lines = lines_of(page);
  return std::all_of(lines.begin(), lines.end(), [&](std::string_view line) {
    return line.starts_with("note: ") || display_width(line) <= static_cast<std::size_t>(style.columns);
  });
}

}  // namespace

std::string dry_run_page(const DryRun& run, const TerminalStyle& style) {
  std::string page = render(run);
  if (!style.bounded || fits(page, style)) return page;
  return dry_run_heading(run) + "\n" + draw_table(grid_of(dry_run_table(run)), style) + "\n" +
         dry_run_notes(run) + dry_run_answer(run);
}

}  // namespace allocscale
