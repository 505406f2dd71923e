#include "harness/report/page.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "harness/report/characters.hpp"
#include "harness/report/text_table.hpp"

namespace allocscale {
namespace {

// The bytes before the text under which the rest of the line hangs.
std::size_t hanging_at(std::string_view line, std::size_t columns) {
  const std::size_t begin = std::min(line.find_first_not_of(' '), line.size());
  const std::size_t gap = line.find("  ", begin);
  if (gap == std::string_view::npos) return begin;
  const std::size_t text = std::min(line.find_first_not_of(' ', gap), line.size());
  return display_width(line.substr(0, text)) <= columns / 2 ? text : begin;
}

// Of a table in Markdown.
bool is_table_row(std::string_view line) { return line.starts_with("|") && line.ends_with("|\n"); }

std::vector<std::string> cells_of(std::string_view row) {
  std::vector<std::string> cells;
  for (std::size_t at = 1; at < row.size();) {
    const std::size_t end = row.find('|', at);
    if (end == std::string_view::npos) break;
    const std::string_view cell = row.substr(at, end - at);
    const std::size_t from = cell.find_first_not_of(' ');
    cells.emplace_back(from == std::string_view::npos
                           ? std::string_view()
                           : cell.substr(from, cell.find_last_not_of(' ') + 1 - from));
    at = end + 1;
  }
  return cells;
}

// The table as it is, or drawn as a grid where it is too wide. The columns to the left of the first one with
// numbers name the row.
std::string fitted_table(const std::vector<std::string_view>& rows, const TerminalStyle& style) {
  std::string text;
  bool fits = true;
  for (const std::string_view row : rows) {
    text += row;
    fits = fits && display_width(row) <= static_cast<std::size_t>(style.columns) + 1;  // with its line feed
  }
  if (fits || rows.size() < 2) return text;
  Grid grid;
  const std::vector<std::string> names = cells_of(rows[0]), rules = cells_of(rows[1]);
  for (std::size_t i = 0; i < names.size(); ++i)
    grid.columns.push_back({"", names[i], i < rules.size() && rules[i].ends_with(':')});
  while (grid.keys < names.size() && !grid.columns[grid.keys].right) ++grid.keys;
  for (std::size_t i = 2; i < rows.size(); ++i) {
    std::vector<GridCell>& row = grid.rows.emplace_back();
    for (std::string& cell : cells_of(rows[i])) row.push_back({std::move(cell), Tone::plain});
    row.resize(names.size());
  }
  return draw_table(grid, style);
}

}  // namespace

void Page::grid(const Grid& grid) { text_ += draw_table(grid, style_); }

std::vector<std::string> Page::fitted_grid(const Grid& grid) {
  FittedGrid fitted = fit_columns(grid, style_);
  text_ += draw_table(fitted.grid, style_);
  return std::move(fitted.left_out);
}

void Page::paragraph(const std::string& words, std::size_t hang) {
  const auto columns = static_cast<std::size_t>(style_.columns);
  bool first = true;
  for (const std::string& line :
       folded(shown(words, style_.unicode), columns > hang + 8 ? columns - hang : 8)) {
    text_ += std::string(first ? 0 : hang, ' ') + line + '\n';
    first = false;
  }
}

void Page::entry(const std::string& word, const std::string& words, std::size_t margin) {
  const auto columns = static_cast<std::size_t>(style_.columns);
  std::string head = word + std::string(margin - std::min(margin, word.size()), ' ');
  for (const std::string& line :
       folded(shown(words, style_.unicode), columns > margin + 8 ? columns - margin : 8)) {
    text_ += head + line + '\n';
    head.assign(margin, ' ');
  }
}

void Page::list(const std::string& head, const std::vector<std::string>& items) {
  if (items.empty()) return;
  blank();
  paragraph(head);
  for (const std::string& item : items) paragraph("- " + item, 2);
}

void Page::title(const std::string& words) {
  paragraph(words);
  const std::size_t width =
      std::min(display_width(shown(words, style_.unicode)), static_cast<std::size_t>(style_.columns));
  for (std::size_t i = 0; i < width; ++i) text_ += style_.unicode ? "═" : "=";
  text_ += '\n';
}

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
  std::string fitted, plain;
  std::vector<std::string_view> table;
  const auto put_table = [&] {
    if (table.empty()) return;
    fitted += fold_lines(std::exchange(plain, {}), style.columns);
    fitted += fitted_table(std::exchange(table, {}), style);
  };
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size() - 1) + 1;
    const std::string_view line = rest.substr(0, end);
    if (is_table_row(line)) {
      table.push_back(line);
    } else {
      put_table();
      plain += line;
    }
    rest.remove_prefix(end);
  }
  put_table();
  return fitted + fold_lines(plain, style.columns);
}

}  // namespace allocscale
