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

constexpr std::size_t most_on_a_line = 60;  // of a cell: a longer one is folded

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

std::string body_cell(const Grid& grid, const HtmlTable& table, std::size_t row, std::size_t column) {
  const GridCell& cell = grid.rows[row][column];
  const bool key = column < std::max<std::size_t>(grid.keys, 1);
  std::string text = html_escaped(cell.text);
  if (key && !table.row_id.empty() && !text.empty())
    text = fmt::format("<a href=\"#{}-{}\">{}</a>", table.row_id, row, text);
  if (key) return fmt::format("<th scope=row>{}</th>", text);
  std::string classes = class_of(cell.tone);
  if (grid.columns[column].right) classes += " n";
  if (cell.text.size() > most_on_a_line || cell.text.find('\n') != std::string::npos) classes += " long";
  return fmt::format("<td{}>{}</td>", classes.empty() ? "" : fmt::format(" class=\"{}\"", classes), text);
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
  for (const std::string& item : items) html += html_element("li", item);
  return html.empty() ? html : "<ul>\n" + html + "</ul>\n";
}

std::string html_table(const Grid& grid, const HtmlTable& table) {
  std::string html = fmt::format(
      "<div class=scroll role=region tabindex=0 aria-labelledby=\"{0}-caption\">\n<table id=\"{0}\"{1}>\n<caption "
      "id=\"{0}-caption\">{2}</caption>\n<thead><tr>",
      table.id, table.sortable ? " class=sortable" : "", html_escaped(table.caption));
  for (const Column& column : grid.columns) html += head_cell(column);
  html += "</tr></thead>\n<tbody>\n";
  for (std::size_t row = 0; row < grid.rows.size(); ++row) {
    html += "<tr>";
    for (std::size_t column = 0; column < grid.rows[row].size(); ++column)
      html += body_cell(grid, table, row, column);
    html += "</tr>\n";
  }
  return html + "</tbody>\n</table>\n</div>\n";
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
