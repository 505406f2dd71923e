// For a page that renders Markdown: the same tables and readings as the text format.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "harness/base/clean_text.hpp"
#include "harness/base/joined.hpp"
#include "harness/report/fidelity.hpp"
#include "harness/report/format.hpp"
#include "harness/report/grid.hpp"
#include "harness/report/machine_sentences.hpp"
#include "harness/report/notes.hpp"
#include "harness/report/published.hpp"
#include "harness/report/run_notes.hpp"
#include "harness/report/sentence.hpp"
#include "harness/report/wording.hpp"

namespace allocscale::formats {
namespace {

// Clean, on one line. A bar would end the cell, a star or an underscore could start emphasis, an angle
// bracket a tag, a square one a link, an ampersand a character.
std::string escaped(const std::string& words) {
  constexpr std::string_view obeyed = "|*_<\\`[&";
  std::string text;
  for (const char c : clean_line(words)) {
    if (obeyed.find(c) != std::string_view::npos) text += '\\';
    text += c;
  }
  return text;
}

// A paragraph that begins with the words, whatever they begin with: a heading, an item or a quotation
// otherwise.
std::string paragraph(const std::string& words) {
  const std::string text = escaped(words);
  return (text.find_first_of("#>+-=~") == 0 ? "\\" + text : text) + "\n\n";
}

// A code span of a table's cell, which the words cannot end: its fence has a tick more than any run of
// theirs.
std::string code(const std::string& words) {
  std::string text;
  std::size_t run = 0, longest = 0;
  for (const char c : clean_line(words)) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
    if (c == '|') text += '\\';
    text += c;
  }
  const std::string fence(longest + 1, '`');
  const std::string_view space = longest > 0 ? " " : "";  // within the fence, one at each end is not shown
  return fmt::format("{}{}{}{}{}", fence, space, text, space, fence);
}

std::string table_text(const Grid& grid) {
  std::string head = "|", rule = "|", body;
  for (const Column& column : grid.columns) {
    head += " " + escaped(column.group.empty() ? column.name : column.group + ": " + column.name) + " |";
    rule += column.right ? "---:|" : "---|";
  }
  for (const auto& row : grid.rows) {
    body += "|";
    for (const GridCell& cell : row) {
      const std::string mark = cell.tone == Tone::bad ? "**" : "";
      body += cell.text.empty() ? " |" : " " + mark + escaped(cell.text) + mark + " |";
    }
    body += "\n";
  }
  return head + "\n" + rule + "\n" + body + "\n";
}

std::string list_text(const std::vector<std::string>& notes) {
  std::string text;
  for (const std::string& note : notes) text += "- " + escaped(note) + "\n";
  return text.empty() ? text : text + "\n";
}

std::string head_text(const Findings& findings) {
  std::string text =
      fmt::format("# {}\n\n{}", escaped(findings.run.experiment), paragraph(findings.run.question));
  for (const auto& [name, words] : head_lines(findings))
    text += fmt::format("- **{}**: {}\n", name, escaped(words));
  text += "\n" + proof_note(findings) + "\n\n";
  text += "| allocator | version | library | library hash | runner hash |\n|---|---|---|---|---|\n";
  for (const AllocatorBuild& build : findings.run.builds)
    text += fmt::format("| {} | {} | {} | {} | {} |\n", escaped(build.name), escaped(build.version),
                        code(build.library_path), code(build.library_hash), code(build.binary_hash));
  text += "\n";
  for (const AllocatorBuild& build : findings.run.builds)
    if (const auto settings = settings_of(build); !settings.empty())
      text += fmt::format("- {}: {}, {}\n", escaped(build.name), escaped(build.version),
                          escaped(joined(settings, ", ")));
  return text.ends_with("\n\n") ? text : text + "\n";
}

std::string kernel_text(const KernelTable& table, const Findings& findings, bool wide) {
  std::string text =
      fmt::format("## {}\n\n{}\n\n", escaped(task_text(table)), escaped(table_subtitle(table)));
  text += table_text(kernel_grid(table, findings, wide));
  for (const std::string& sentence : sentences(table, findings)) text += paragraph(sentence);
  return text + list_text(table_notes(table, findings));
}

// The answer stands first: a page is read from its top.
std::string answer_text(const std::vector<Answer>& answers) {
  if (answers.empty()) return "";
  const Answer& answer = answers.front();
  std::string text = "## Answer\n\n";
  if (!answer.head.text.empty()) text += paragraph(answer.head.text);
  if (!answer.grid.rows.empty()) text += table_text(answer.grid);
  for (const AnswerLine& line : answer.lines)
    text += fmt::format("- {}{}\n", line.word.empty() ? "" : fmt::format("**{}** ", line.word),
                        escaped(line.text));
  return text + "\n";
}

std::string overview_text(const Findings& findings) {
  std::string text;
  for (const std::string& sentence : machine_sentences(findings)) text += paragraph(sentence);
  for (const Overview& overview : findings.overviews)
    if (!overview.rows.empty()) text += table_text(overview_grid(overview));
  if (const auto fastest = all_fastest_sentences(findings); !fastest.empty())
    text += fmt::format("{}\n\n{}", fastest_heading, list_text(fastest));
  return text.empty() ? text : "## Overview\n\n" + text;
}

std::string published_text(const Findings& findings) {
  const Grid grid = published_grid(findings);
  if (grid.rows.empty()) return "";
  return fmt::format("## {}\n\n{}{}{}", published_heading, table_text(grid), paragraph(published_note),
                     list_text(published_sources(findings)));
}

std::string fidelity_text(const Findings& findings) {
  if (findings.fidelity.rows.empty()) return "";
  std::string text = fmt::format("## {}\n\n", fidelity_heading);
  for (const FidelitySection& section : fidelity_sections(findings)) {
    text += fmt::format("### {}\n\n", escaped(section.title));
    if (!section.measured.rows.empty()) text += table_text(section.measured);
    text += table_text(section.requests) + list_text(section.remarks);
  }
  return text + paragraph(fidelity_time_note) + table_text(fidelity_time_grid(findings)) +
         list_text(fidelity_rules());
}

std::string render_markdown(const Report& report, const TerminalStyle& style) {
  const Findings& findings = report.findings;
  std::string text = head_text(findings);
  text += answer_text(report.answers);
  for (const KernelTable& table : findings.tables) text += kernel_text(table, findings, style.wide);
  text += overview_text(findings);
  text += published_text(findings);
  if (const auto notes = run_notes(findings.log); !notes.empty())
    text += "How it was measured:\n\n" + list_text(notes);
  text += "## How to read the tables\n\n" + list_text(reading_notes(findings, style.wide));
  text += fidelity_text(findings);
  text.pop_back();
  return text;
}

}  // namespace

extern const Format md;
const Format md = {"md", "md", "Markdown tables, with a plain reading under each", &render_markdown};

}  // namespace allocscale::formats
