#include "harness/report/html_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

#include "harness/base/clean_text.hpp"
#include "harness/base/letter_case.hpp"
#include "harness/report/glossary.hpp"

namespace allocscale {
namespace {

// The commands of this program that stand between backquotes, as code.
std::string with_code(std::string text) {
  for (std::size_t at = 0; (at = text.find("`allocscale ", at)) != std::string::npos;) {
    const std::size_t end = text.find('`', at + 1);
    if (end == std::string::npos) break;
    text.replace(end, 1, "</code>");
    text.replace(at, 1, "<code>");
    at = end;
  }
  return text;
}

constexpr std::size_t most_on_a_line = 60;  // of a cell: a longer one is folded
constexpr std::size_t most_columns = 10;    // beside the keys: what a sheet of paper has room for

const char* class_of(Tone tone) {
  switch (tone) {
    case Tone::good:
      return "good";
    case Tone::bad:
      return "bad";
    case Tone::doubtful:
      return "doubt";
    case Tone::plain:
      break;
  }
  return "";
}

std::string head_cell(const Column& column) {
  const std::string name = column.group.empty()  ? column.name
                           : column.name.empty() ? column.group
                                                 : column.group + ": " + column.name;
  return fmt::format("<th scope=col><a href=\"{}\">{}</a></th>", html_anchor_of(column), html_escaped(name));
}

std::size_t key_columns(const Grid& grid) { return std::max<std::size_t>(grid.keys, 1); }

std::string body_cell(const Grid& grid, const HtmlTable& table, std::size_t row, std::size_t column) {
  const GridCell& cell = grid.rows[row][column];
  const bool key = column < key_columns(grid);
  std::string text = html_escaped(cell.text);
  if (key && !table.row_id.empty() && !text.empty())
    text = fmt::format("<a href=\"#{}-{}\">{}</a>", table.row_id, row, text);
  if (key) return fmt::format("<th scope=row>{}</th>", text);
  std::string classes = class_of(cell.tone);
  if (grid.columns[column].right) classes += " n";
  if (cell.text.size() > most_on_a_line || cell.text.find('\n') != std::string::npos) classes += " long";
  return fmt::format("<td{}>{}</td>", classes.empty() ? "" : fmt::format(" class=\"{}\"", classes), text);
}

// Where the parts of a table end, each of at most so many columns. A group of columns stays together where
// it has room itself.
std::vector<std::size_t> ends_of_parts(const Grid& grid, std::size_t room) {
  std::vector<std::size_t> ends;
  const std::size_t columns = grid.columns.size();
  std::size_t begin = key_columns(grid);
  for (std::size_t at = begin; at < columns;) {
    std::size_t end = at + 1;
    while (end < columns && end - at < room && !grid.columns[at].group.empty() &&
           grid.columns[end].group == grid.columns[at].group)
      ++end;
    if (end - begin > room) {
      ends.push_back(at);
      begin = at;
    }
    at = end;
  }
  ends.push_back(columns);
  return ends;
}

// As few parts as there can be, of about as many columns each.
std::vector<std::size_t> ends_of_even_parts(const Grid& grid) {
  const std::vector<std::size_t> fewest = ends_of_parts(grid, most_columns);
  const std::size_t columns = grid.columns.size() - std::min(grid.columns.size(), key_columns(grid));
  for (std::size_t room = columns / fewest.size() + 1; room < most_columns; ++room)
    if (std::vector<std::size_t> ends = ends_of_parts(grid, room); ends.size() == fewest.size()) return ends;
  return fewest;
}

// The keys and some columns of a table.
struct TablePart {
  std::string id;
  std::string caption;
  std::string of;  // the id of the first part, where there are several
  std::size_t from = 0;
  std::size_t end = 0;
};

std::string one_table(const Grid& grid, const HtmlTable& table, const TablePart& part) {
  std::vector<std::size_t> columns;
  for (std::size_t column = 0; column < grid.columns.size(); ++column)
    if (column < key_columns(grid) || (column >= part.from && column < part.end)) columns.push_back(column);
  std::string html = fmt::format(
      "<div class=scroll role=region tabindex=0 aria-labelledby=\"{0}-caption\">\n<table id=\"{0}\"{1}{2}>\n<caption "
      "id=\"{0}-caption\">{3}</caption>\n<thead><tr>",
      part.id, table.sortable ? " class=sortable" : "",
      part.of.empty() ? "" : fmt::format(" data-part-of=\"{}\"", part.of), html_escaped(part.caption));
  for (const std::size_t column : columns) html += head_cell(grid.columns[column]);
  html += "</tr></thead>\n<tbody>\n";
  for (std::size_t row = 0; row < grid.rows.size(); ++row) {
    html += "<tr>";
    for (const std::size_t column : columns)
      if (column < grid.rows[row].size()) html += body_cell(grid, table, row, column);
    html += "</tr>\n";
  }
  return html + "</tbody>\n</table>\n</div>\n";
}

}  // namespace

std::string html_escaped(std::string_view text) {
  std::string html;
  for (const char c : clean_page(text)) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      case '\'':
        html += "&#39;";
        break;
      default:
        html += c;
    }
  }
  return html;
}

std::string html_id(std::string_view text) {
  std::string id;
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      id += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    else if (!id.empty() && id.back() != '-')
      id += '-';
  }
  return id;
}

std::string html_element(std::string_view tag, std::string_view text) {
  return fmt::format("<{0}>{1}</{0}>\n", tag, html_escaped(text));
}

std::string html_list(const std::vector<std::string>& items) {
  std::string html;
  for (const std::string& item : items) html += "<li>" + with_code(html_escaped(item)) + "</li>\n";
  return html.empty() ? html : "<ul>\n" + html + "</ul>\n";
}

std::string html_table(const Grid& grid, const HtmlTable& table) {
  const std::vector<std::size_t> ends = ends_of_even_parts(grid);
  std::size_t from = key_columns(grid);
  if (ends.size() < 2)
    return one_table(grid, table, {table.id, table.caption, "", from, grid.columns.size()});
  std::string html;
  for (std::size_t i = 0; i < ends.size(); ++i) {
    html +=
        one_table(grid, table,
                  {i == 0 ? table.id : fmt::format("{}-{}", table.id, i + 1),
                   fmt::format("{} ({} of {})", table.caption, i + 1, ends.size()), table.id, from, ends[i]});
    from = ends[i];
  }
  return html;
}

std::string html_anchor_of(const Column& column) {
  // Made once: a page has many heads.
  static const std::vector<GlossaryWord> words = [] {
    std::vector<GlossaryWord> all = glossary();
    std::stable_sort(all.begin(), all.end(), [](const GlossaryWord& a, const GlossaryWord& b) {
      return a.name.size() > b.name.size();
    });
    return all;
  }();
  const std::string name = lower_case(column.group + " " + column.name);
  for (const GlossaryWord& word : words)
    if (name.find(lower_case(word.name)) != std::string::npos) return "#word-" + html_id(word.name);
  return "#how-to-read";
}

}  // namespace allocscale
