#include "harness/report/page.hpp"

#include <algorithm>

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

}  // namespace

void Page::grid(const Grid& grid) { text_ += draw_table(grid, style_); }

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
  return style.bounded ? fold_lines(text, style.columns) : text;
}

}  // namespace allocscale
