#include "harness/report/page_text.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "harness/report/characters.hpp"
#include "harness/report/text_table.hpp"

namespace allocscale {
namespace {

using Lines = std::vector<std::string_view>;  // without line feeds

// The bytes before the text under which the rest of the line hangs.
std::size_t hanging_at(std::string_view line, std::size_t columns) {
  const std::size_t begin = std::min(line.find_first_not_of(' '), line.size());
  const std::size_t gap = line.find("  ", begin);
  if (gap == std::string_view::npos) return begin;
  const std::size_t text = std::min(line.find_first_not_of(' ', gap), line.size());
  return display_width(line.substr(0, text)) <= columns / 2 ? text : begin;
}

std::string lines_text(const Lines& lines) {
  std::string text;
  for (const std::string_view line : lines) text += std::string(line) + '\n';
  return text;
}

bool fit(const Lines& lines, const TerminalStyle& style) {
  return std::all_of(lines.begin(), lines.end(), [&](std::string_view line) {
    return display_width(line) <= static_cast<std::size_t>(std::max(style.columns, 1));
  });
}

// A cell of a table's line, and the columns of the output that it takes.
struct PlacedCell {
  std::string text;
  std::size_t begin = 0;
  std::size_t end = 0;
};

bool is_markdown_row(std::string_view line) { return line.starts_with("|") && line.ends_with("|"); }

std::vector<PlacedCell> markdown_cells(std::string_view line) {
  std::vector<PlacedCell> cells;
  for (std::size_t at = 1, end = 0; (end = line.find('|', at)) != std::string_view::npos; at = end + 1) {
    const std::string_view cell = line.substr(at, end - at);
    const std::size_t from = cell.find_first_not_of(' ');
    PlacedCell& placed = cells.emplace_back();
    if (from != std::string_view::npos)
      placed.text = std::string(cell.substr(from, cell.find_last_not_of(' ') + 1 - from));
  }
  return cells;
}

// Parted by two spaces or more.
std::vector<PlacedCell> aligned_cells(std::string_view line) {
  std::vector<PlacedCell> cells;
  for (std::size_t at = 0; (at = line.find_first_not_of(' ', at)) != std::string_view::npos;) {
    const std::size_t end = std::min(line.find("  ", at), line.size());
    cells.push_back({std::string(line.substr(at, end - at)), display_width(line.substr(0, at)),
                     display_width(line.substr(0, end))});
    at = end;
  }
  return cells;
}

bool is_aligned_row(std::string_view line) {
  constexpr std::size_t least_cells = 4;
  return !line.starts_with(' ') && !is_markdown_row(line) && aligned_cells(line).size() >= least_cells;
}

// What is behind the last column belongs to it.
std::vector<GridCell> grid_row(std::vector<PlacedCell> cells, std::size_t columns) {
  std::vector<GridCell> row(columns);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    std::string& text = row[std::min(i, columns - 1)].text;
    text += (text.empty() ? "" : " ") + cells[i].text;
  }
  return row;
}

// The columns to the left of the first one with numbers name the row.
Grid with_keys(Grid grid) {
  while (grid.keys < grid.columns.size() && !grid.columns[grid.keys].right) ++grid.keys;
  return grid;
}

Grid markdown_grid(const Lines& lines) {
  Grid grid;
  const std::vector<PlacedCell> names = markdown_cells(lines[0]), rules = markdown_cells(lines[1]);
  for (std::size_t i = 0; i < names.size(); ++i)
    grid.columns.push_back({"", names[i].text, i < rules.size() && rules[i].text.ends_with(':')});
  for (std::size_t i = 2; i < lines.size(); ++i)
    grid.rows.push_back(grid_row(markdown_cells(lines[i]), names.size()));
  return with_keys(std::move(grid));
}

// Absent where the lines do not have as many cells as the first one.
std::optional<Grid> aligned_grid(const Lines& lines) {
  Grid grid;
  const std::vector<PlacedCell> names = aligned_cells(lines[0]);
  std::vector<bool> begin_alike(names.size(), true), end_alike(names.size(), true);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::vector<PlacedCell> cells = aligned_cells(lines[i]);
    if (cells.size() != names.size() && cells.size() != names.size() + 1) return std::nullopt;
    for (std::size_t column = 0; column < names.size(); ++column) {
      begin_alike[column] = begin_alike[column] && cells[column].begin == names[column].begin;
      end_alike[column] = end_alike[column] && cells[column].end == names[column].end;
    }
    grid.rows.push_back(grid_row(cells, names.size()));
  }
  for (std::size_t i = 0; i < names.size(); ++i)
    grid.columns.push_back({"", names[i].text, end_alike[i] && !begin_alike[i]});
  return with_keys(std::move(grid));
}

enum class Kind { prose, markdown, aligned };

Kind kind_of(std::string_view line) {
  return is_markdown_row(line) ? Kind::markdown : is_aligned_row(line) ? Kind::aligned : Kind::prose;
}

// Lines of one kind.
std::string fitted(const Lines& lines, Kind kind, const TerminalStyle& style) {
  if (fit(lines, style)) return lines_text(lines);
  if (kind == Kind::markdown && lines.size() > 2) return draw_table(markdown_grid(lines), style);
  if (kind == Kind::aligned && lines.size() > 1)
    if (const auto grid = aligned_grid(lines)) return draw_table(*grid, style);
  return fold_lines(lines_text(lines), style.columns);
}

}  // namespace

std::string fold_lines(std::string_view page, int columns) {
  const auto width = static_cast<std::size_t>(std::max(columns, 1));
  std::string text;
  for (std::string_view rest = page; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    if (display_width(line) <= width) {
      text += std::string(line) + '\n';
    } else {
      const std::size_t at = hanging_at(line, width);
      const std::size_t hang = display_width(line.substr(0, at));
      std::string head(line.substr(0, at));
      for (const std::string& part : folded(line.substr(at), width > hang + 8 ? width - hang : 8)) {
        text += head + part + '\n';
        head.assign(hang, ' ');
      }
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (!page.ends_with('\n') && !text.empty()) text.pop_back();
  return text;
}

std::string page_text(std::string_view page, const TerminalStyle& style) {
  const std::string text = shown(page, style.unicode);
  if (!style.bounded) return text;
  std::string whole;
  Lines lines;
  Kind kind = Kind::prose;
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view line = rest.substr(0, std::min(rest.find('\n'), rest.size()));
    if (kind_of(line) != kind) whole += fitted(std::exchange(lines, {}), kind, style);
    kind = kind_of(line);
    lines.push_back(line);
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  }
  whole += fitted(lines, kind, style);
  if (!text.ends_with('\n') && !whole.empty()) whole.pop_back();
  return whole;
}

}  // namespace allocscale
