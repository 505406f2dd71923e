// For the terminal: tables with one plain reading under each. In brief, one line a row and as many columns as
// fit; `wide`, every column, in as many panels as it takes, and every note.
#include <fmt/format.h>

#include <utility>

#include "harness/base/contains.hpp"
#include "harness/base/joined.hpp"
#include "harness/report/brief_grid.hpp"
#include "harness/report/brief_words.hpp"
#include "harness/report/fidelity.hpp"
#include "harness/report/format.hpp"
#include "harness/report/grid.hpp"
#include "harness/report/machine_sentences.hpp"
#include "harness/report/notes.hpp"
#include "harness/report/page.hpp"
#include "harness/report/published.hpp"
#include "harness/report/run_notes.hpp"
#include "harness/report/sentence.hpp"
#include "harness/report/wording.hpp"

namespace allocscale::formats {
namespace {

void put_head(Page& page, const Findings& findings) {
  page.title(findings.run.experiment);
  page.paragraph(findings.run.question);
  page.blank();
  for (const auto& [name, text] : head_lines(findings)) page.paragraph(fmt::format("{}: {}", name, text), 2);
  for (const AllocatorBuild& build : findings.run.builds) {
    std::vector<std::string> facts = {build.version, build.library_path};
    for (std::string& setting : settings_of(build)) facts.push_back(std::move(setting));
    page.paragraph(fmt::format("{}: {}", build.name, joined(facts, ", ")), 2);
  }
  page.paragraph(proof_note(findings));
}

// Remembers what had no room, each name once.
void put_fitted(Page& page, const Grid& grid, std::vector<std::string>& left_out) {
  for (std::string& name : page.fitted_grid(grid))
    if (!contains(left_out, name)) left_out.push_back(std::move(name));
}

void put_brief_table(Page& page, const KernelTable& table, const Findings& findings,
                     std::vector<std::string>& left_out) {
  page.blank();
  page.title(brief_title(table));
  page.paragraph(brief_subtitle(table));
  put_fitted(page, brief_grid(table, findings), left_out);
  for (const std::string& sentence : telling_sentences(table, findings)) page.paragraph("- " + sentence, 2);
  for (const std::string& note : telling_notes(table, findings)) page.paragraph("- " + note, 2);
}

void put_full_table(Page& page, const KernelTable& table, const Findings& findings) {
  page.blank();
  page.title(task_text(table));
  page.paragraph(table_subtitle(table));
  page.blank();
  page.grid(kernel_grid(table, findings, true));
  page.list("In words:", sentences(table, findings));
  page.list("Notes:", table_notes(table, findings));
}

// Those that have a row.
std::vector<Grid> overview_grids(const Findings& findings, bool wide) {
  std::vector<Grid> grids;
  for (const Overview& overview : findings.overviews)
    if (Grid grid = wide ? overview_grid(overview) : brief_overview_grid(overview); !grid.rows.empty())
      grids.push_back(std::move(grid));
  return grids;
}

void put_overview(Page& page, const Findings& findings, bool wide, std::vector<std::string>& left_out) {
  const std::vector<std::string> fastest = wide ? all_fastest_sentences(findings) : telling_fastest(findings);
  const std::vector<std::string> machine = machine_sentences(findings);
  const std::vector<Grid> grids = overview_grids(findings, wide);
  if (grids.empty() && fastest.empty() && machine.empty()) return;
  page.blank();
  page.title("Overview");
  for (const std::string& sentence : machine) page.paragraph(sentence);
  bool blank = !machine.empty();
  for (const Grid& grid : grids) {
    if (std::exchange(blank, true)) page.blank();
    if (wide)
      page.grid(grid);
    else
      put_fitted(page, grid, left_out);
  }
  page.list(fastest_heading, fastest);
}

void put_published(Page& page, const Findings& findings) {
  const Grid grid = published_grid(findings);
  if (grid.rows.empty()) return;
  page.blank();
  page.title(published_heading);
  page.blank();
  page.grid(grid);
  page.list(published_note, published_sources(findings));
}

void put_fidelity(Page& page, const Findings& findings) {
  if (findings.fidelity.rows.empty()) return;
  page.blank();
  page.title(fidelity_heading);
  for (const FidelitySection& section : fidelity_sections(findings)) {
    page.blank();
    page.paragraph(section.title);
    page.blank();
    if (!section.measured.rows.empty()) page.grid(section.measured);
    page.blank();
    page.grid(section.requests);
    page.list("What is known of the differences:", section.remarks);
  }
  page.blank();
  page.paragraph(fidelity_time_note);
  page.blank();
  page.grid(fidelity_time_grid(findings));
  page.list("How they are judged:", fidelity_rules());
}

std::string render_text(const Report& report, const TerminalStyle& style) {
  const Findings& findings = report.findings;
  Page page(style);
  std::vector<std::string> left_out;
  put_head(page, findings);
  for (const KernelTable& table : findings.tables) {
    if (style.wide)
      put_full_table(page, table, findings);
    else
      put_brief_table(page, table, findings, left_out);
  }
  put_overview(page, findings, style.wide, left_out);
  put_published(page, findings);
  page.list("How it was measured:", run_notes(findings.log));
  page.list("How to read the tables:",
            style.wide ? reading_notes(findings, true) : table_key(findings, left_out));
  put_fidelity(page, findings);
  return std::move(page).text() + render(report.answers, style);
}

}  // namespace

extern const Format text;
const Format text = {"text", "txt", "tables for a terminal, with a plain reading under each", &render_text};

}  // namespace allocscale::formats
