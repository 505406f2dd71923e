// For a page that renders Markdown: the same tables and readings as the text format.
#include <fmt/format.h>

#include <algorithm>

#include "harness/report/format.hpp"
#include "harness/report/grid.hpp"
#include "harness/report/notes.hpp"
#include "harness/report/run_notes.hpp"
#include "harness/report/sentence.hpp"
#include "harness/report/wording.hpp"

namespace allocscale::formats {
namespace {

// A bar would end the cell, a star or an underscore could start emphasis, an angle bracket a tag.
std::string escaped(const std::string& words) {
  std::string text;
  for (const char c : words) {
    if (c == '\n') {
      text += ' ';
      continue;
    }
    if (c == '|' || c == '*' || c == '_' || c == '<' || c == '\\' || c == '`') text += '\\';
    text += c;
  }
  return text;
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
      fmt::format("# {}\n\n{}\n\n", escaped(findings.run.experiment), escaped(findings.run.question));
  for (const auto& [name, words] : head_lines(findings))
    text += fmt::format("- **{}**: {}\n", name, escaped(words));
  text += "\n" + proof_note() + "\n\n";
  text += "| allocator | version | library | library hash | runner hash |\n|---|---|---|---|---|\n";
  for (const AllocatorBuild& build : findings.run.builds)
    text += fmt::format("| {} | {} | `{}` | `{}` | `{}` |\n", escaped(build.name), escaped(build.version),
                        build.library_path, build.library_hash, build.binary_hash);
  return text + "\n";
}

std::string kernel_text(const KernelTable& table, const Findings& findings) {
  std::string text =
      fmt::format("## {}\n\n{}\n\n", escaped(task_text(table)), escaped(table_subtitle(table)));
  text += table_text(kernel_grid(table, findings));
  for (const std::string& sentence : sentences(table, findings)) text += escaped(sentence) + "\n\n";
  return text + list_text(table_notes(table, findings));
}

std::string overview_text(const Findings& findings) {
  std::string text;
  for (const std::string& sentence : machine_sentences(findings)) text += escaped(sentence) + "\n\n";
  for (const Overview& overview : findings.overviews)
    if (!overview.rows.empty()) text += table_text(overview_grid(overview));
  if (const auto fastest = all_fastest_sentences(findings); !fastest.empty())
    text += fmt::format("{}\n\n{}", fastest_heading, list_text(fastest));
  return text.empty() ? text : "## Overview\n\n" + text;
}

std::string render(const Findings& findings, const TerminalStyle&) {
  std::string text = head_text(findings);
  for (const KernelTable& table : findings.tables) text += kernel_text(table, findings);
  text += overview_text(findings);
  if (const auto notes = run_notes(findings.log); !notes.empty())
    text += "How it was measured:\n\n" + list_text(notes);
  text += "## How to read the tables\n\n" + list_text(reading_notes(findings));
  text.pop_back();
  return text;
}

}  // namespace

extern const Format md;
const Format md = {"md", "md", "Markdown tables, with a plain reading under each", &render};

}  // namespace allocscale::formats
