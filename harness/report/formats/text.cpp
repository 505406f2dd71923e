// For the terminal: tables with one plain reading under each.
#include <fmt/format.h>

#include <algorithm>

#include "harness/base/quantity.hpp"
#include "harness/report/fidelity.hpp"
#include "harness/report/format.hpp"
#include "harness/report/grid.hpp"
#include "harness/report/notes.hpp"
#include "harness/report/page.hpp"
#include "harness/report/published.hpp"
#include "harness/report/run_answer.hpp"
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
  for (const AllocatorBuild& build : findings.run.builds)
    page.paragraph(
        fmt::format("{}: {}, {}{}", build.name, build.version, build.library_path, settings_words(build)), 2);
  page.paragraph(proof_note(findings));
}

void put_table(Page& page, const KernelTable& table, const Findings& findings, bool wide) {
  page.blank();
  page.title(task_text(table));
  page.paragraph(table_subtitle(table));
  page.blank();
  page.grid(kernel_grid(table, findings, wide));
  page.list("In words:", sentences(table, findings));
  page.list("Notes:", table_notes(table, findings));
}

void put_overview(Page& page, const Findings& findings) {
  const std::vector<std::string> fastest = all_fastest_sentences(findings);
  const std::vector<std::string> machine = machine_sentences(findings);
  const bool rows = std::any_of(findings.overviews.begin(), findings.overviews.end(),
                                [](const Overview& overview) { return !overview.rows.empty(); });
  if (!rows && fastest.empty() && machine.empty()) return;
  page.blank();
  page.title("Overview");
  for (const std::string& sentence : machine) page.paragraph(sentence);
  for (const Overview& overview : findings.overviews) {
    if (overview.rows.empty()) continue;
    page.blank();
    page.grid(overview_grid(overview));
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

std::string render(const Findings& findings, const TerminalStyle& style) {
  Page page(style);
  put_head(page, findings);
  for (const KernelTable& table : findings.tables) put_table(page, table, findings, style.wide);
  put_overview(page, findings);
  put_published(page, findings);
  page.list("How it was measured:", run_notes(findings.log));
  page.blank();
  page.title("How to read the tables");
  for (const std::string& note : reading_notes(findings, style.wide)) page.paragraph("- " + note, 2);
  put_fidelity(page, findings);
  return std::move(page).text() + render(std::vector{run_answer(findings)}, style);
}

}  // namespace

extern const Format text;
const Format text = {"text", "txt", "tables for a terminal, with a plain reading under each", &render};

}  // namespace allocscale::formats
