// Text of an HTML page. Every text that others wrote goes through html_escaped().
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/report/grid.hpp"

namespace allocscale {

/// The text as text of an element or of an attribute in quotes: clean (clean_page), with no character that
/// markup has.
[[nodiscard]] std::string html_escaped(std::string_view text);

/// A name for `id` and links to it: letters, digits and '-'.
[[nodiscard]] std::string html_id(std::string_view text);

/// <TAG>text</TAG>, the text escaped.
[[nodiscard]] std::string html_element(std::string_view tag, std::string_view text);
[[nodiscard]] std::string html_list(const std::vector<std::string>& items);

/// A table in a box of its own, which scrolls where it is wide. One of more columns than paper has room for
/// is several, each with the columns that name the row. `id` is the page's only one.
struct HtmlTable {
  std::string id;
  std::string caption;
  bool sortable = true;
  std::string row_id =
      {};  // of the rows that the first columns link to: "PREFIX" of PREFIX-0, …; empty: none
};
[[nodiscard]] std::string html_table(const Grid& grid, const HtmlTable& table);

/// Where a column of this name is explained, "#word-slowdown".
[[nodiscard]] std::string html_anchor_of(const Column& column);

}  // namespace allocscale
