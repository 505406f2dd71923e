// A page of text for a terminal, written from top to bottom: paragraphs folded to its width, lists, tables.
// What others wrote is cleaned here (clean_page).
#pragma once

#include <string>
#include <vector>

#include "harness/report/format.hpp"
#include "harness/report/grid.hpp"

namespace allocscale {

class Page {
 public:
  explicit Page(const TerminalStyle& style) : style_(style) {}

  void blank() { text_ += '\n'; }
  void grid(const Grid& grid);
  /// As many of its columns as fit. Returns the names of the others (FittedGrid::left_out).
  std::vector<std::string> fitted_grid(const Grid& grid);
  /// A paragraph, its later lines indented by `hang`.
  void paragraph(const std::string& words, std::size_t hang = 0);
  /// A word in a margin of so many columns, and beside it the text.
  void entry(const std::string& word, const std::string& words, std::size_t margin);
  /// After a blank line the head, then the items; nothing without items.
  void list(const std::string& head, const std::vector<std::string>& items);
  /// Underlined.
  void title(const std::string& words);

  [[nodiscard]] std::string text() && { return std::move(text_); }

 private:
  TerminalStyle style_;
  std::string text_;
};

}  // namespace allocscale
