#include "harness/report/text_table.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "harness/report/characters.hpp"
#include "harness/report/number_text.hpp"

namespace allocscale {
namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t most_panels = 8;

using Columns = std::vector<std::size_t>;  // indices into the grid

// As the output can show it.
Grid shown_grid(Grid grid, bool unicode) {
  for (Column& column : grid.columns) {
    column.group = shown(column.group, unicode);
    column.name = shown(column.name, unicode);
  }
  for (auto& row : grid.rows)
    for (GridCell& cell : row) cell.text = shown(cell.text, unicode);
  return grid;
}

std::size_t content_width(const Grid& grid, std::size_t column) {
  std::size_t width = display_width(grid.columns[column].name);
  for (const auto& row : grid.rows)
    for (const std::string_view line : lines_of(row[column].text))
      width = std::max(width, display_width(line));
  return width;
}

// Where `from` begins a run of columns under one head, the end of that run; elsewhere from + 1.
std::size_t group_end(const Grid& grid, const Columns& columns, std::size_t from) {
  std::size_t end = from + 1;
  if (grid.columns[columns[from]].group.empty()) return end;
  while (end < columns.size() && grid.columns[columns[end]].group == grid.columns[columns[from]].group) ++end;
  return end;
}

// Widths of a panel's columns; a head wider than its columns widens the last of them.
std::vector<std::size_t> panel_widths(const Grid& grid, const Columns& columns) {
  std::vector<std::size_t> widths;
  for (const std::size_t column : columns) widths.push_back(content_width(grid, column));
  for (std::size_t from = 0; from < columns.size();) {
    const std::size_t end = group_end(grid, columns, from);
    std::size_t width = gap * (end - from - 1);
    for (std::size_t i = from; i < end; ++i) width += widths[i];
    const std::size_t head = display_width(grid.columns[columns[from]].group);
    if (head > width) widths[end - 1] += head - width;
    from = end;
  }
  return widths;
}

std::size_t panel_width(const Grid& grid, const Columns& columns) {
  std::size_t total = gap * (columns.size() - 1);
  for (const std::size_t width : panel_widths(grid, columns)) total += width;
  return total;
}

Columns key_columns(const Grid& grid) {
  Columns keys(grid.keys);
  for (std::size_t i = 0; i < grid.keys; ++i) keys[i] = i;
  return keys;
}

Columns with(Columns columns, std::size_t from, std::size_t end) {
  for (std::size_t i = from; i < end; ++i) columns.push_back(i);
  return columns;
}

// Groups stay together. Empty when one group alone is too wide, or the panels would be too many to read
// across.
std::vector<Columns> lay_panels(const Grid& grid, std::size_t width) {
  const Columns all = with({}, 0, grid.columns.size());
  std::vector<Columns> panels = {key_columns(grid)};
  for (std::size_t from = grid.keys; from < all.size();) {
    const std::size_t end = group_end(grid, all, from);
    const bool begun = panels.back().size() > grid.keys;
    if (begun && panel_width(grid, with(panels.back(), from, end)) > width)
      panels.push_back(key_columns(grid));
    panels.back() = with(std::move(panels.back()), from, end);
    if (panel_width(grid, panels.back()) > width) return {};
    from = end;
  }
  return panels.size() > most_panels ? std::vector<Columns>{} : panels;
}

void end_line(std::string& text, std::string line) {
  while (!line.empty() && line.back() == ' ') line.pop_back();
  text += line + '\n';
}

std::string head_of(const Grid& grid, const Columns& columns, const std::vector<std::size_t>& widths,
                    const TerminalStyle& style) {
  std::string groups, names, rule;
  bool any_group = false;
  for (std::size_t from = 0; from < columns.size();) {
    const std::size_t end = group_end(grid, columns, from);
    std::size_t span = gap * (end - from);
    for (std::size_t i = from; i < end; ++i) {
      span += widths[i];
      const Column& column = grid.columns[columns[i]];
      names += (column.right ? pad_left(column.name, widths[i]) : pad_right(column.name, widths[i])) + "  ";
      for (std::size_t dash = 0; dash < widths[i]; ++dash) rule += style.unicode ? "─" : "-";
      rule += "  ";
    }
    groups += pad_right(grid.columns[columns[from]].group, span);
    any_group = any_group || !grid.columns[columns[from]].group.empty();
    from = end;
  }
  std::string text;
  if (any_group) end_line(text, groups);
  end_line(text, names);
  end_line(text, rule);
  return text;
}

// As many lines as its tallest cell has.
std::string draw_row(const Grid& grid, const std::vector<GridCell>& row, const Columns& columns,
                     const std::vector<std::size_t>& widths, const TerminalStyle& style) {
  std::size_t height = 1;
  for (const std::size_t column : columns) height = std::max(height, lines_of(row[column].text).size());
  std::string text;
  for (std::size_t level = 0; level < height; ++level) {
    std::string line;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const GridCell& cell = row[columns[i]];
      const auto lines = lines_of(cell.text);
      const std::string_view words = level < lines.size() ? lines[level] : std::string_view{};
      const std::string padding(widths[i] - display_width(words), ' ');
      const std::string drawn = toned(std::string(words), cell.tone, style);
      line += (grid.columns[columns[i]].right ? padding + drawn : drawn + padding) + "  ";
    }
    end_line(text, std::move(line));
  }
  return text;
}

std::string draw_panel(const Grid& grid, const Columns& columns, const TerminalStyle& style) {
  const std::vector<std::size_t> widths = panel_widths(grid, columns);
  std::string text = head_of(grid, columns, widths, style);
  for (const auto& row : grid.rows) text += draw_row(grid, row, columns, widths, style);
  return text;
}

// One line; a value that does not fit beside its name goes under it, folded.
std::string draw_value(const std::string& name, const GridCell& value, const TerminalStyle& style) {
  const auto width = static_cast<std::size_t>(std::max(style.columns, 1));
  std::string words = value.text;
  std::replace(words.begin(), words.end(), '\n', ' ');
  std::string text;
  if (display_width(name) + display_width(words) <= width) {
    end_line(text, name + toned(words, value.tone, style));
    return text;
  }
  end_line(text, name);
  for (const std::string& line : folded(words, width > 6 ? width - 6 : 1))
    end_line(text, "      " + toned(line, value.tone, style));
  return text;
}

std::string draw_records(const Grid& grid, const TerminalStyle& style) {
  std::string text;
  for (const auto& row : grid.rows) {
    if (!text.empty()) text += '\n';
    std::string title;
    for (std::size_t i = 0; i < grid.keys; ++i) title += (i > 0 ? " " : "") + row[i].text;
    end_line(text, title);
    std::string group;
    for (std::size_t i = grid.keys; i < grid.columns.size(); ++i) {
      const Column& column = grid.columns[i];
      if (row[i].text.empty()) continue;
      if (!column.group.empty() && column.group != group) end_line(text, "  " + column.group);
      group = column.group;
      text += draw_value((column.group.empty() ? "  " : "    ") + column.name + ": ", row[i], style);
    }
  }
  return text;
}

}  // namespace

std::string toned(const std::string& words, Tone tone, const TerminalStyle& style) {
  if (!style.colour || tone == Tone::plain || words.empty()) return words;
  const char* code = tone == Tone::good ? "\033[32m" : tone == Tone::bad ? "\033[31m" : "\033[33m";
  return code + words + "\033[0m";
}

namespace {

bool has_values(const Grid& grid, std::size_t column) {
  return std::any_of(grid.rows.begin(), grid.rows.end(), [&](const auto& row) {
    return !row[column].text.empty() && row[column].text != absent_text;
  });
}

// A set of columns that falls together.
struct Falling {
  int rank = 0;
  std::string name;
  Columns columns;
};

// The sets of a grid's columns that have values, from the lowest rank on.
std::vector<Falling> falling_sets(const Grid& grid) {
  std::vector<Falling> sets;
  for (std::size_t i = 0; i < grid.columns.size(); ++i) {
    const Column& column = grid.columns[i];
    if (i >= grid.keys && !has_values(grid, i)) continue;
    auto set = std::find_if(sets.begin(), sets.end(), [&](const Falling& one) {
      return one.rank == column.rank && one.name == column.falls_as;
    });
    if (set == sets.end()) set = sets.insert(sets.end(), {column.rank, column.falls_as, {}});
    set->columns.push_back(i);
  }
  std::stable_sort(sets.begin(), sets.end(),
                   [](const Falling& one, const Falling& other) { return one.rank < other.rank; });
  return sets;
}

Columns merged(const Columns& one, const Columns& other) {
  Columns all;
  std::merge(one.begin(), one.end(), other.begin(), other.end(), std::back_inserter(all));
  return all;
}

Grid only(const Grid& grid, const Columns& columns) {
  Grid part;
  part.keys = grid.keys;
  part.rows.resize(grid.rows.size());
  for (const std::size_t column : columns) {
    part.columns.push_back(grid.columns[column]);
    for (std::size_t i = 0; i < grid.rows.size(); ++i) part.rows[i].push_back(grid.rows[i][column]);
  }
  return part;
}

}  // namespace

FittedGrid fit_columns(const Grid& grid, const TerminalStyle& style) {
  const Grid drawn = shown_grid(grid, style.unicode);
  FittedGrid fitted;
  Columns kept;
  for (const Falling& set : falling_sets(grid)) {
    Columns more = merged(kept, set.columns);
    if (set.rank == 0 || panel_width(drawn, more) <= static_cast<std::size_t>(std::max(style.columns, 1)))
      kept = std::move(more);
    else
      fitted.left_out.push_back(set.name);
  }
  fitted.grid = only(grid, kept);
  return fitted;
}

std::string draw_table(const Grid& given, const TerminalStyle& style) {
  const Grid grid = shown_grid(given, style.unicode);
  const std::vector<Columns> panels = lay_panels(grid, static_cast<std::size_t>(std::max(style.columns, 1)));
  if (panels.empty()) return draw_records(grid, style);
  std::string text;
  for (const Columns& panel : panels) text += (text.empty() ? "" : "\n") + draw_panel(grid, panel, style);
  return text;
}

}  // namespace allocscale
