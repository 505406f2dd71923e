#include "harness/report/html_picture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <vector>

#include "harness/base/replace_all.hpp"
#include "harness/report/html_text.hpp"

namespace allocscale {
namespace {

// "rgb(204, 121, 167)" as "#cc79a7".
void shorten_colours(std::string& tag) {
  for (std::size_t at = 0; (at = tag.find("rgb(", at)) != std::string::npos; ++at) {
    const std::size_t end = tag.find(')', at);
    unsigned red = 0, green = 0, blue = 0;
    if (end == std::string::npos || std::sscanf(tag.c_str() + at, "rgb(%u,%u,%u)", &red, &green, &blue) != 3)
      continue;
    tag.replace(at, end + 1 - at, fmt::format("#{:02x}{:02x}{:02x}", red & 255U, green & 255U, blue & 255U));
  }
}

// Its ids and the links to them, in a tag. Text between tags is left alone.
std::string renamed(std::string tag, const std::string& prefix) {
  for (const char* begin : {" id='", " id=\"", "href='#", "href=\"#", "url(#"})
    replace_all(tag, begin, begin + prefix);
  // What is so without a word: the defaults of SVG, and the font that the page's style gives figures.
  for (const char* usual :
       {" stroke-linecap=\"butt\"", " stroke-linejoin=\"miter\"", " font-family=\"sans-serif\""})
    replace_all(tag, usual, "");
  replace_all(tag, "xlink:href", "href");
  shorten_colours(tag);
  return tag;
}

// A tag of the document, or the text up to the next tag.
std::string_view first_piece(std::string_view text) {
  if (!text.starts_with('<')) return text.substr(0, text.find('<'));
  const std::string_view end = text.starts_with("<!--") ? "-->" : ">";
  const std::size_t at = text.find(end);
  return text.substr(0, at == std::string_view::npos ? at : at + end.size());
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

// Writes pieces; an element that ends as it begins, such as a group without content, goes again.
class Pieces {
 public:
  void add(std::string_view piece, const std::string& prefix) {
    if (is_blank(piece)) return;
    const bool closes = piece.starts_with("</");
    if (closes && !open_.empty() && open_.back() == html_.size() && starts_.back() != std::string::npos) {
      html_.erase(starts_.back());
      open_.pop_back();
      starts_.pop_back();
      return;
    }
    const std::size_t start = html_.size();
    html_ += piece.starts_with('<') ? renamed(std::string(piece), prefix) : std::string(piece);
    if (closes) {
      if (!open_.empty()) {
        open_.pop_back();
        starts_.pop_back();
      }
    } else if (piece.starts_with('<') && !piece.starts_with("<!") && !piece.ends_with("/>")) {
      open_.push_back(html_.size());
      starts_.push_back(start);
    }
  }

  [[nodiscard]] const std::string& html() const { return html_; }

 private:
  std::string html_;
  std::vector<std::size_t> open_;    // of each open element, where its content begins
  std::vector<std::size_t> starts_;  // and where itself does
};

}  // namespace

std::string embedded_svg(std::string_view document, const std::string& prefix, const std::string& title,
                         const std::string& description) {
  const std::size_t begin = document.find("<svg");
  const std::size_t head = begin == std::string_view::npos ? begin : document.find('>', begin);
  if (head == std::string_view::npos) return "";
  const std::string_view tag = document.substr(begin, head - begin);
  const std::size_t box = tag.find("viewBox=\"");
  if (box == std::string_view::npos) return "";
  const std::string_view size = tag.substr(box + 9, tag.find('"', box + 9) - box - 9);
  std::string_view rest = document.substr(head + 1);
  Pieces pieces;
  while (!rest.empty() && !rest.starts_with("</svg>")) {
    std::string_view piece = first_piece(rest);
    if (piece.starts_with("<title") || piece.starts_with("<desc")) {
      const std::size_t end = rest.find(piece.starts_with("<title") ? "</title>" : "</desc>");
      rest.remove_prefix(
          std::min(rest.size(), end == std::string_view::npos ? piece.size() : rest.find('>', end) + 1));
      continue;
    }
    pieces.add(piece, prefix);
    rest.remove_prefix(std::max<std::size_t>(piece.size(), 1));
  }
  return fmt::format(
      "<svg viewBox=\"{0}\" xmlns=\"http://www.w3.org/2000/svg\" role=img "
      "aria-labelledby=\"{1}title {1}desc\">\n<title id=\"{1}title\">{2}</title><desc id=\"{1}desc\">{3}</desc>\n{4}</svg>\n",
      html_escaped(size), prefix, html_escaped(title), html_escaped(description), pieces.html());
}

std::string sparkline(std::span<const double> values, const std::string& label) {
  if (values.empty()) return "";
  constexpr double width = 120, height = 24;
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  const double range = *high > *low ? *high - *low : 1;
  std::string points;
  for (std::size_t i = 0; i < values.size(); ++i)
    points += fmt::format("{}{:.0f},{:.0f}", i == 0 ? "" : " ",
                          2 + (width - 4) * static_cast<double>(i) /
                                  static_cast<double>(std::max<std::size_t>(values.size() - 1, 1)),
                          height - 2 - (height - 4) * (values[i] - *low) / range);
  return fmt::format(
      "<svg class=spark viewBox=\"0 0 {:.0f} {:.0f}\" role=img aria-label=\"{}\"><polyline points=\"{}\"/></svg>",
      width, height, html_escaped(label), points);
}

}  // namespace allocscale
