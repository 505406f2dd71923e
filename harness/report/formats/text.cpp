// For the terminal: tables with one plain reading under each.
#include <fmt/format.h>

#include "harness/base/quantity.hpp"
#include "harness/report/characters.hpp"
#include "harness/report/format.hpp"
#include "harness/report/grid.hpp"
#include "harness/report/notes.hpp"
#include "harness/report/sentence.hpp"
#include "harness/report/text_table.hpp"
#include "harness/report/wording.hpp"

namespace allocscale::formats {
namespace {

class Page {
 public:
  explicit Page(const RenderOptions& options) : options_(options) {}

  void blank() { text_ += '\n'; }
  void grid(const Grid& grid) { text_ += draw_table(grid, options_); }

  // A paragraph, its later lines indented by `hang`.
  void paragraph(const std::string& words, std::size_t hang = 0) {
    const auto columns = static_cast<std::size_t>(options_.columns);
    const std::string shown = options_.unicode ? words : to_ascii(words);
    bool first = true;
    for (const std::string& line : folded(shown, columns > hang + 8 ? columns - hang : 8)) {
      text_ += std::string(first ? 0 : hang, ' ') + line + '\n';
      first = false;
    }
  }

  void list(const std::string& head, const std::vector<std::string>& items) {
    if (items.empty()) return;
    blank();
    paragraph(head);
    for (const std::string& item : items) paragraph("- " + item, 2);
  }

  void title(const std::string& words) {
    paragraph(words);
    const std::size_t width = std::min(display_width(words), static_cast<std::size_t>(options_.columns));
    for (std::size_t i = 0; i < width; ++i) text_ += options_.unicode ? "═" : "=";
    text_ += '\n';
  }

  [[nodiscard]] std::string text() && { return std::move(text_); }

 private:
  RenderOptions options_;
  std::string text_;
};

void put_head(Page& page, const Findings& findings) {
  page.title(findings.experiment);
  page.paragraph(findings.question);
  page.blank();
  for (const auto& [name, text] : head_lines(findings)) page.paragraph(fmt::format("{}: {}", name, text), 2);
  for (const AllocatorBuild& build : findings.builds)
    page.paragraph(fmt::format("{}: {}, {}", build.name, build.version, build.library_path), 2);
  page.paragraph(proof_note());
}

void put_table(Page& page, const KernelTable& table, const Findings& findings) {
  page.blank();
  page.title(task_text(table));
  page.paragraph(table_subtitle(table));
  page.blank();
  page.grid(kernel_grid(table, findings));
  page.list("In words:", sentences(table, findings));
  std::vector<std::string> notes = failure_notes(table, findings);
  if (const std::string note = oversubscription_note(table, findings); !note.empty())
    notes.insert(notes.begin(), note);
  for (std::string& note : cliff_notes(table)) notes.push_back(std::move(note));
  for (std::string& note : flag_notes(table)) notes.push_back(std::move(note));
  page.list("Notes:", notes);
}

void put_overview(Page& page, const Findings& findings) {
  page.blank();
  page.title("Overview");
  page.blank();
  if (!findings.overview.rows.empty()) {
    page.grid(overview_grid(findings.overview));
  }
  std::vector<std::string> fastest;
  for (const KernelTable& table : findings.tables)
    for (std::string& sentence : fastest_sentences(table)) fastest.push_back(std::move(sentence));
  page.list("Fastest alone:", fastest);
}

std::string render(const Findings& findings, const RenderOptions& options) {
  Page page(options);
  put_head(page, findings);
  for (const KernelTable& table : findings.tables) put_table(page, table, findings);
  put_overview(page, findings);
  page.blank();
  page.title("How to read the tables");
  for (const std::string& note : reading_notes(findings)) page.paragraph("- " + note, 2);
  return std::move(page).text();
}

}  // namespace

extern const Format text;
const Format text = {"text", "txt", "tables for a terminal, with a plain reading under each", &render};

}  // namespace allocscale::formats
