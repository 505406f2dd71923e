#include "harness/report/html_method.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "harness/base/joined.hpp"
#include "harness/model/factor.hpp"
#include "harness/model/quality.hpp"
#include "harness/report/figure.hpp"
#include "harness/report/glossary.hpp"
#include "harness/report/html_text.hpp"
#include "harness/report/notes.hpp"
#include "harness/report/run_notes.hpp"

namespace allocscale {
namespace {

std::string term(std::string_view name, std::string_view meaning) {
  return fmt::format("<dt>{}</dt><dd>{}</dd>\n", html_escaped(name), html_escaped(meaning));
}

std::string head_html(const Findings& findings) {
  std::string lines;
  for (const auto& [name, text] : head_lines(findings))
    lines += name == command_line_name
                 ? fmt::format("<dt>{}</dt><dd>{}</dd>\n", html_escaped(name), html_element("code", text))
                 : term(name, text);
  return "<dl class=answer>\n" + lines + "</dl>\n" + html_element("p", proof_note(findings));
}

std::string builds_html(const Findings& findings) {
  Grid grid;
  grid.keys = 1;
  grid.columns = {{"", "allocator"},    {"", "version"},     {"", "library"},
                  {"", "library hash"}, {"", "runner hash"}, {"", "set beside it"}};
  for (const AllocatorBuild& build : findings.run.builds)
    grid.rows.push_back({{build.name},
                         {build.version},
                         {build.library_path},
                         {build.library_hash},
                         {build.binary_hash},
                         {joined(settings_of(build), ", ")}});
  return grid.rows.empty() ? "" : html_table(grid, {"builds", "Allocators of this run", false});
}

// Whether a cell has another level than the usual one, or a task's heading names the factor.
bool is_told(const Factor& factor, const Findings& findings) {
  const std::vector<Cell>& cells = findings.run.cells;
  return std::any_of(cells.begin(), cells.end(),
                     [&](const Cell& cell) { return !at_default(factor, cell); }) ||
         std::any_of(findings.tables.begin(), findings.tables.end(), [&](const KernelTable& table) {
           return table.setting.find(std::string(factor.name) + " ") != std::string::npos;
         });
}

// The layouts and the levels of factors that cells have, with what they mean.
std::string meanings_html(const Findings& findings) {
  std::string html;
  for (const auto& [name, layout] : findings.run.facts.layouts)
    if (!layout.question.empty()) html += term("layout " + name, layout.question);
  for (const Factor& factor : factors()) {
    if (!is_told(factor, findings)) continue;
    for (const FactorLevel& level : factor.levels)
      if (std::any_of(findings.run.cells.begin(), findings.run.cells.end(),
                      [&](const Cell& cell) { return level_of(factor, cell) == level.name; }))
        html += term(fmt::format("{} {}", factor.name, level.name),
                     fmt::format("{}: {}", factor.meaning, level.meaning));
  }
  return html.empty() ? "" : "<h3>Layouts and settings</h3>\n<dl class=words>\n" + html + "</dl>\n";
}

std::string figures_html() {
  std::string html = "<h3 id=how-figures>How to read figures</h3>\n<dl class=words>\n";
  for (const Figure* figure : all_figures())
    html += term(figure->name, fmt::format("{}: {}", figure->meaning, figure->reading));
  return html + "</dl>\n";
}

std::string words_html() {
  std::string html = "<details>\n<summary id=words>Words</summary>\n<dl class=\"words glossary\">\n";
  std::set<std::string> named;  // a word of two meanings is there twice
  for (const GlossaryWord& word : glossary()) {
    const std::string id = "word-" + html_id(word.name);
    html += fmt::format("<dt{}>{}</dt><dd>{}</dd>\n",
                        named.insert(id).second ? fmt::format(" id=\"{}\"", id) : "", html_escaped(word.name),
                        html_escaped(word.meaning));
  }
  html += "</dl>\n</details>\n<details>\n<summary>Quality flags</summary>\n<dl class=words>\n";
  for (const QualityFlagInfo& flag : quality_flags)
    html += fmt::format("<dt id=\"flag-{0}\">{0}</dt><dd>{1}</dd>\n", html_escaped(flag.name),
                        html_escaped(flag.advice));
  return html + "</dl>\n</details>\n";
}

}  // namespace

std::string html_method(const Findings& findings, const std::string& figures_left_out) {
  const std::string measured = html_list(run_notes(findings.log));
  return head_html(findings) + builds_html(findings) + meanings_html(findings) +
         (measured.empty() ? "" : html_element("h3", "How it was measured") + measured) +
         "<h3 id=how-to-read>How to read the tables</h3>\n" + html_list(reading_notes(findings, true)) +
         figures_html() + figures_left_out + words_html();
}

}  // namespace allocscale
