#include "harness/report/html_figures.hpp"

#include <fmt/format.h>

#include <vector>

#include "harness/base/error.hpp"
#include "harness/report/html_picture.hpp"
#include "harness/report/html_text.hpp"
#include "harness/report/plot_layout.hpp"
#include "harness/report/plot_script.hpp"

namespace allocscale {

namespace {

// Pixels. A higher figure, printed on one sheet, would be too small to read: its panels go over several.
constexpr double most_of_a_sheet = 1000;

std::vector<Plot> in_sheets(const Plot& plot) {
  std::vector<Plot> sheets;
  Plot sheet = plot;
  sheet.panels.clear();
  for (const Panel& panel : plot.panels) {
    sheet.panels.push_back(panel);
    if (sheet.panels.size() == 1 || layout_of(sheet, {}, true).height <= most_of_a_sheet) continue;
    sheet.panels.pop_back();
    sheets.push_back(sheet);
    sheet.panels = {panel};
  }
  sheets.push_back(sheet);
  return sheets;
}

}  // namespace

HtmlFigures::HtmlFigures(const Report& report) : report_(report) {
  if (!report.draw) not_drawn_ = "this page was made without a program that draws them";
}

std::string HtmlFigures::put(const Figure& figure, const FigureData& data, const std::string& id) {
  const std::string name(figure.name);
  const Plot plot = plot_of(figure, data);
  if (plot.panels.empty()) {
    nothing_.emplace(name, plot.nothing);
    return "";
  }
  if (!not_drawn_.empty()) return "";
  const std::vector<Plot> sheets = in_sheets(plot);
  std::string svg;
  try {
    for (const Plot& sheet : sheets)
      svg += embedded_svg(report_.draw(plot_script(sheet, source_of(report_), {Picture::svg, true, ""})),
                          fmt::format("f{}-", ++drawn_), plot.title, plot.caption);
  } catch (const SetupError& failure) {
    not_drawn_ = failure.what();
    return "";
  }
  shown_.insert(name);
  return fmt::format(
      "<figure id=\"{}\"{} data-figure=\"{}\">\n<div class=scroll role=region tabindex=0 aria-label=\"{}\">{}</div>\n<figcaption><b>{}.</b> {} "
      "<a href=\"#how-figures\">How to read figures</a>; alone: <code>{}</code></figcaption>\n</figure>\n",
      id, sheets.size() > 1 ? " class=sheets" : "", html_escaped(name), html_escaped(plot.title), svg,
      html_escaped(plot.title), html_escaped(plot.caption),
      html_escaped(fmt::format("allocscale figure {}", name)));
}

std::string HtmlFigures::left_out() const {
  std::string html;
  if (!not_drawn_.empty())
    html += fmt::format("<p id=no-figures>Figures are left out: {}. Every number is in the tables.</p>\n",
                        html_escaped(not_drawn_));
  std::vector<std::string> items;
  for (const auto& [name, why] : nothing_)
    if (!shown_.contains(name) && not_drawn_.empty()) items.push_back(fmt::format("{}: {}", name, why));
  if (items.empty()) return html;
  return html + "<p>Figures with nothing to show of this run:</p>\n" + html_list(items);
}

}  // namespace allocscale
