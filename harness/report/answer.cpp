#include "harness/report/answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "harness/analysis/verdict.hpp"
#include "harness/base/clean_text.hpp"
#include "harness/base/date_text.hpp"
#include "harness/base/plural.hpp"
#include "harness/base/quantity.hpp"
#include "harness/report/characters.hpp"
#include "harness/report/page.hpp"
#include "harness/report/text_table.hpp"

namespace allocscale {
namespace {

constexpr std::size_t word_columns = 9;
constexpr std::size_t between_columns = 2;

// The grid in one panel and without rules; in panels where it is wider than the terminal.
std::string drawn(const Grid& grid, const TerminalStyle& style) {
  std::vector<std::size_t> widths;
  for (const Column& column : grid.columns)
    widths.push_back(display_width(shown(column.name, style.unicode)));
  for (const auto& row : grid.rows)
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], display_width(shown(row[i].text, style.unicode)));
  if (std::accumulate(widths.begin(), widths.end(), between_columns * widths.size()) >
      static_cast<std::size_t>(style.columns))
    return draw_table(grid, style);
  std::string text;
  const auto add_line = [&](const auto& cell_of) {
    std::string line;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      const GridCell cell = cell_of(i);
      const std::string words = shown(cell.text, style.unicode);
      const std::string padding(widths[i] - display_width(words), ' ');
      const std::string drawn = toned(words, cell.tone, style);
      line += std::string(between_columns, ' ') + (grid.columns[i].right ? padding + drawn : drawn + padding);
    }
    text += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
  };
  add_line([&](std::size_t i) { return GridCell{grid.columns[i].name, Tone::plain}; });
  for (const auto& row : grid.rows) add_line([&](std::size_t i) { return row[i]; });
  return text;
}

std::string in_full(const Answer& answer, const TerminalStyle& style) {
  Page page(style);
  if (!answer.head.word.empty())
    page.entry(answer.head.word, answer.head.text, word_columns);
  else if (!answer.head.text.empty())
    page.paragraph(answer.head.text);
  std::string text = std::move(page).text();
  if (!answer.grid.rows.empty()) text += drawn(answer.grid, style);
  Page lines(style);
  for (const AnswerLine& line : answer.lines) lines.entry(line.word, line.text, word_columns);
  return text + std::move(lines).text();
}

// Drops the line of the highest rank; of several, the last. False where none can go.
bool drop_one(std::vector<AnswerLine>& lines) {
  const auto last = std::max_element(
      lines.rbegin(), lines.rend(), [](const AnswerLine& a, const AnswerLine& b) { return a.rank < b.rank; });
  if (last == lines.rend() || last->rank == 0) return false;
  lines.erase(std::next(last).base());
  return true;
}

std::string fitted(Answer answer, const TerminalStyle& style) {
  TerminalStyle widest = style;
  widest.columns = most_answer_columns;
  const auto too_long = [&] {
    const std::string text = in_full(answer, widest);
    return std::count(text.begin(), text.end(), '\n') > most_answer_lines;
  };
  while (too_long() && drop_one(answer.lines)) {
  }
  return in_full(answer, style);
}

// Of the trials of one block, one after the other.
double seconds_per_block(const Findings& findings) {
  double ns = 0;
  for (const KernelTable& table : findings.tables)
    for (const Row& row : table.rows) {
      ns += row.alone.per_trial[TrialMetric::trial_ns].value_or(0);
      for (const AtWorkers& at : row.together) ns += at.per_trial[TrialMetric::trial_ns].value_or(0);
    }
  return ns / 1e9;
}

}  // namespace

std::string not_yet_text(const Findings& findings, int blocks) {
  const double seconds = seconds_per_block(findings) * (blocks_for_verdict - blocks);
  return fmt::format("not yet: {} of the {} blocks that a verdict needs; {}{}", blocks, blocks_for_verdict,
                     findings.run.blocks_wanted < blocks_for_verdict
                         ? fmt::format("--blocks {}", blocks_for_verdict)
                         : "the same command",
                     seconds > 0 ? fmt::format(", {} more", format_span(seconds)) : "");
}

std::vector<AnswerLine> run_line(const Findings& findings, int blocks) {
  const RunLabel& label = findings.label;
  if (label.number == 0) return {};
  return {{"RUN",
           fmt::format("{} of {}, {}, {}; allocscale report --run {}", label.number,
                       clean_line(findings.run.experiment), local_time_text(label.started_at_unix_ns),
                       plural(blocks, "block"), label.number),
           1}};
}

std::string render(const std::vector<Answer>& answers, TerminalStyle style) {
  style.columns = std::min(style.columns, most_answer_columns);
  std::string text;
  for (const Answer& answer : answers) text += '\n' + fitted(answer, style);
  return text;
}

}  // namespace allocscale
