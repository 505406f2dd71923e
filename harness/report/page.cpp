#include "harness/report/page.hpp"

#include <algorithm>
#include <utility>

#include "harness/report/characters.hpp"
#include "harness/report/text_table.hpp"

namespace allocscale {

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

}  // namespace allocscale
