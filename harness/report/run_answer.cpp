#include "harness/report/run_answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

#include "harness/analysis/verdict.hpp"
#include "harness/attribution/removed_suspects.hpp"
#include "harness/base/contains.hpp"
#include "harness/base/joined.hpp"
#include "harness/base/plural.hpp"
#include "harness/base/quantity.hpp"
#include "harness/report/characters.hpp"
#include "harness/report/fidelity.hpp"
#include "harness/report/number_text.hpp"
#include "harness/report/scaling_answer.hpp"
#include "harness/report/wording.hpp"

namespace allocscale {
namespace {

constexpr std::size_t most_rows = 3;
constexpr std::size_t most_named = 2;

bool is_task(const KernelTable& table) { return table.kind == KernelKind::list; }

// "35", "3.4": a change in percent in as many digits as fit a line.
std::string percent_digits(double percent) { return fmt::format("{:.{}f}", percent, percent < 9.95 ? 1 : 0); }

// "35 % less (25–43)", "3.2x less (3.1–3.3)", "59 % MORE (46–72)", "4.1x as long (4.0–4.2)".
std::string difference_text(const Estimate& ratio) {
  constexpr double times_from = 3;
  const double low = ratio.interval ? ratio.interval->low : *ratio.value;
  const double high = ratio.interval ? ratio.interval->high : *ratio.value;
  const bool less = *ratio.value < 1;
  if (less && *ratio.value <= 1 / times_from)
    return fmt::format("{:.1f}x less ({:.1f}–{:.1f})", 1 / *ratio.value, 1 / high, 1 / low);
  if (*ratio.value >= times_from)
    return fmt::format("{:.1f}x as LONG ({:.1f}–{:.1f})", *ratio.value, low, high);
  const auto percent = [&](double bound) { return percent_digits(100 * (less ? 1 - bound : bound - 1)); };
  return fmt::format("{} % {} ({}–{})", percent(*ratio.value), less ? "less" : "MORE",
                     percent(less ? high : low), percent(less ? low : high));
}

// Why there is no cost: of this row, or of the one that it is held against.
std::string absence_text(const Effect& effect) {
  if (effect.verdict == Verdict::two_kinds) return "two kinds";
  for (const char* const why : {"two kinds", "not settled"})
    if (effect.ratio.reason.find(why) != std::string::npos) return why;
  return absent_text;
}

// As above; or "the same", "not told (−22 to +3 %)", "busy", "not settled", "two kinds"; of too few blocks
// "−22 % (−35 to −7 %)", and of one "−22 % (1 block)".
std::string cost_text(const Effect& effect, bool others_have_verdicts) {
  if (!effect.ratio.value) return absence_text(effect);
  switch (effect.verdict) {
    case Verdict::busy:
    case Verdict::machine:
      return "busy";
    case Verdict::equivalent:
      return "the same";
    case Verdict::inconclusive:
      return fmt::format("not told ({})", less_or_more_range(effect.ratio));
    case Verdict::none:
      return change_text(effect.ratio) + (effect.ratio.interval && !others_have_verdicts
                                              ? ""
                                              : fmt::format(" ({})", plural(effect.ratio.blocks, "block")));
    default:
      return difference_text(effect.ratio) + (may_be_chance(effect) ? " chance?" : "");
  }
}

// The rows whose time alone differs from their reference's by one thing: the allocator, the layout or the
// setting.
class Contrasts {
 public:
  explicit Contrasts(const Findings& findings) : findings_(findings) {
    for (const CostOf of : {CostOf::allocator, CostOf::layout, CostOf::setting}) {
      of_ = of;
      for (const KernelTable& table : findings.tables)
        if (is_task(table)) collect(table);
      if (!others_.empty()) return;
    }
  }

  [[nodiscard]] bool empty() const { return others_.empty(); }

  [[nodiscard]] std::string title() const {
    const std::string what =
        others_.size() == 1 ? *others_.begin() : fmt::format("best of {} {}s", others_.size(), word());
    const bool cold = findings_.run.estimand == Estimand::cold;
    return fmt::format("{} in place of {}: time alone, {} (95 %)", what, reference(),
                       cold ? "cold" : "settled");
  }

  /// With as many columns as fit the answer.
  [[nodiscard]] Grid grid() const {
    Grid grid;
    grid.keys = 1;
    grid.columns.push_back({"", "task", false});
    for (const KernelTable* table : shown_tables())
      grid.rows.push_back(
          {{fmt::format("{} {}", table->kernel, format_count(static_cast<double>(table->size))),
            Tone::plain}});
    std::size_t width = width_of(grid, 0);
    for (const std::string& column : columns_) {
      grid.columns.push_back({"", column, false});
      std::size_t row = 0;
      for (const KernelTable* table : shown_tables()) grid.rows[row++].push_back(cell(*table, column));
      width += width_of(grid, grid.columns.size() - 1);
      if (width <= most_answer_columns) continue;
      grid.columns.pop_back();
      for (auto& cells : grid.rows) cells.pop_back();
      break;
    }
    return grid;
  }

  /// What the grid leaves out; empty where that is nothing.
  [[nodiscard]] std::string left_out(const Grid& grid) const {
    std::vector<std::string> parts;
    if (const std::size_t more = tables_.size() - grid.rows.size(); more > 0)
      parts.push_back(plural(more, "more task"));
    if (const std::size_t more = columns_.size() + 1 - grid.columns.size(); more > 0)
      parts.push_back(plural(more, of_ == CostOf::setting ? "more setting" : "more layout"));
    return parts.empty() ? "" : fmt::format("{}: allocscale report", joined(parts, " and "));
  }

  [[nodiscard]] CostOf of() const { return of_; }

 private:
  [[nodiscard]] const char* word() const { return costs_of[static_cast<std::size_t>(of_)].data(); }

  // What the rows of this contrast are told apart by.
  [[nodiscard]] const std::string& other(const Row& row) const {
    return of_ == CostOf::allocator ? row.allocator : of_ == CostOf::layout ? row.layout : row.setting;
  }

  // Only rows that have the baseline's setting, and its allocator where layouts or settings are compared; an
  // arm is compared with its own allocator and does not take part.
  [[nodiscard]] bool takes_part(const KernelTable& table, const Row& row) const {
    const Cost& cost = row.costs[of_];
    if (row.twin || cost.reference || cost.against.empty() || !cost.other_reference.empty()) return false;
    if (of_ != CostOf::allocator && row.allocator != table.baseline.allocator) return false;
    return of_ == CostOf::setting || row.setting == table.rows.front().setting;
  }

  void collect(const KernelTable& table) {
    bool some = false;
    for (const Row& row : table.rows) {
      if (!takes_part(table, row)) continue;
      some = true;
      others_.insert(other(row));
      const std::string& column = of_ == CostOf::allocator ? row.layout : other(row);
      if (!contains(columns_, column)) columns_.push_back(column);
    }
    if (some) tables_.push_back(&table);
  }

  [[nodiscard]] std::string reference() const {
    const Baseline& baseline = findings_.run.baseline;
    if (of_ == CostOf::allocator) return baseline.allocator;
    if (of_ == CostOf::layout) return baseline.layout;
    return tables_.front()->rows.front().setting.empty() ? "the default"
                                                         : tables_.front()->rows.front().setting;
  }

  [[nodiscard]] std::vector<const Row*> rows_of(const KernelTable& table, const std::string& column) const {
    std::vector<const Row*> rows;
    for (const Row& row : table.rows)
      if (takes_part(table, row) && (of_ == CostOf::allocator ? row.layout : other(row)) == column)
        rows.push_back(&row);
    return rows;
  }

  // Of several, the one that is shown to take least; of these none, what can be said of all.
  [[nodiscard]] GridCell cell(const KernelTable& table, const std::string& column) const {
    const std::vector<const Row*> rows = rows_of(table, column);
    if (rows.empty()) return {absent_text, Tone::plain};
    if (rows.size() == 1 && others_.size() == 1) return cost_cell(table, rows.front()->costs[of_].effect);
    const Row* best = nullptr;
    bool judged = true, same = true;
    for (const Row* row : rows) {
      const Effect& effect = row->costs[of_].effect;
      judged = judged && effect.verdict != Verdict::none && effect.ratio.value;
      same = same && effect.verdict == Verdict::equivalent;
      if (is_shown(effect, Verdict::gain) &&
          (best == nullptr || *effect.ratio.value < *best->costs[of_].effect.ratio.value))
        best = row;
    }
    if (best != nullptr) {
      GridCell cell = cost_cell(table, best->costs[of_].effect);
      if (of_ == CostOf::allocator) cell.text = best->allocator + " " + cell.text;
      return cell;
    }
    if (rows.size() == 1) return cost_cell(table, rows.front()->costs[of_].effect);
    return {same ? "all the same" : judged ? "none is shown to take less" : "no verdict", Tone::plain};
  }

  // Where the table has blocks enough, a row of few says how many it has.
  static GridCell cost_cell(const KernelTable& table, const Effect& effect) {
    return {cost_text(effect, table.blocks >= blocks_for_verdict), cost_tone(effect)};
  }

  // How much is at stake: the largest |ln ratio| of the table.
  [[nodiscard]] double stake(const KernelTable& table) const {
    double most = 0;
    for (const Row& row : table.rows)
      if (const auto& value = row.costs[of_].effect.ratio.value;
          takes_part(table, row) && value && *value > 0)
        most = std::max(most, std::fabs(std::log(*value)));
    return most;
  }

  [[nodiscard]] std::vector<const KernelTable*> shown_tables() const {
    std::vector<const KernelTable*> by_stake = tables_;
    std::stable_sort(by_stake.begin(), by_stake.end(),
                     [&](const KernelTable* a, const KernelTable* b) { return stake(*a) > stake(*b); });
    if (by_stake.size() > most_rows) by_stake.resize(most_rows);
    std::vector<const KernelTable*> shown;
    for (const KernelTable* table : tables_)
      if (contains(by_stake, table)) shown.push_back(table);
    return shown;
  }

  static std::size_t width_of(const Grid& grid, std::size_t column) {
    constexpr std::size_t between = 2;
    std::size_t width = display_width(grid.columns[column].name);
    for (const auto& row : grid.rows) width = std::max(width, display_width(row[column].text));
    return width + between;
  }

  const Findings& findings_;
  CostOf of_ = CostOf::allocator;
  std::set<std::string> others_;
  std::vector<const KernelTable*> tables_;
  std::vector<std::string> columns_;
};

// What the layouts do, where the grid compares allocators: per task the layout that takes least time, of
// those that a program could have, which none at the addresses of a rehearsal is.
std::optional<AnswerLine> layout_line(const Findings& findings) {
  std::vector<std::string> parts;
  for (const KernelTable& table : findings.tables) {
    if (!is_task(table)) continue;
    const Row* best = nullptr;
    for (const Row& row : table.rows) {
      const Effect& effect = row.costs[CostOf::layout].effect;
      if (row.twin || layout_facts(findings.run.facts, row.layout).rehearsed ||
          row.allocator != table.baseline.allocator || row.setting != table.rows.front().setting ||
          !is_shown(effect, Verdict::gain))
        continue;
      if (best == nullptr || *effect.ratio.value < *best->costs[CostOf::layout].effect.ratio.value)
        best = &row;
    }
    if (best != nullptr)
      parts.push_back(fmt::format("{} {} {}", table.kernel, best->layout,
                                  less_or_more_text(best->costs[CostOf::layout].effect.ratio)));
  }
  if (parts.empty()) return std::nullopt;
  const std::size_t more = parts.size() - std::min(parts.size(), most_named);
  parts.resize(parts.size() - more);
  return AnswerLine{"LAYOUT",
                    fmt::format("in place of {}, with {}: {}{}", findings.run.baseline.layout,
                                findings.run.baseline.allocator, joined(parts, "; "),
                                more > 0 ? fmt::format("; {} more", more) : ""),
                    3};
}

// Of the task that has most: others may lack some that failed.
int most_blocks(const Findings& findings) {
  int most = 0;
  for (const KernelTable& table : findings.tables)
    if (is_task(table)) most = std::max(most, table.blocks);
  return most;
}

// Trials that ended badly: their number and the first message.
std::optional<AnswerLine> failure_line(const Findings& findings) {
  int trials = 0;
  std::string message;
  const auto take = [&](const AtWorkers& at) {
    for (const Incomplete& incomplete : at.incomplete) {
      if (is_skip(incomplete.outcome)) continue;
      trials += incomplete.trials;
      if (message.empty()) message = incomplete.message;
    }
  };
  for (const KernelTable& table : findings.tables)
    for (const Row& row : table.rows) {
      take(row.alone);
      for (const AtWorkers& at : row.together) take(at);
    }
  if (trials == 0) return std::nullopt;
  return AnswerLine{"FAILED", fmt::format("{}, the first: {}", plural(trials, "trial"), message), 0};
}

// A run that asked why has the answer.
std::string next_text(const Findings& findings, const std::string& kernel) {
  if (!asks_why(findings.run.cells, findings.run.facts))
    return "why it loses: allocscale run why --kernel " + kernel;
  return fmt::format("why it loses: allocscale explain {}{}", kernel,
                     findings.label.number > 0 ? fmt::format(" --run {}", findings.label.number) : "");
}

}  // namespace

Answer run_answer(const Findings& findings) {
  Answer answer;
  if (!findings.fidelity.rows.empty()) {
    answer.lines = {{"ANSWER", fidelity_summary(findings), 0}};
    for (AnswerLine& line : run_line(findings, most_blocks(findings)))
      answer.lines.push_back(std::move(line));
    return answer;
  }
  const Contrasts contrasts(findings);
  const ScalingAnswer scaling = scaling_answer(findings);
  if (contrasts.empty() && scaling.rows == 0) return answer;
  const int blocks = most_blocks(findings);
  if (blocks < blocks_for_verdict) answer.lines.push_back({"ANSWER", not_yet_text(findings, blocks)});
  if (!contrasts.empty()) {
    answer.head = {blocks < blocks_for_verdict ? "SO FAR" : "ANSWER", contrasts.title()};
    answer.grid = contrasts.grid();
    if (const std::string more = contrasts.left_out(answer.grid); !more.empty())
      answer.lines.push_back({"", more, 4});
  }
  if (contrasts.of() == CostOf::allocator)
    if (auto line = layout_line(findings)) answer.lines.push_back(*std::move(line));
  if (!scaling.text.empty()) answer.lines.push_back({"SCALES", scaling.text, 0});
  if (auto line = failure_line(findings)) answer.lines.push_back(*std::move(line));
  if (!scaling.worst.empty()) answer.lines.push_back({"NEXT", next_text(findings, scaling.worst), 1});
  for (AnswerLine& line : run_line(findings, blocks)) answer.lines.push_back(std::move(line));
  return answer;
}

}  // namespace allocscale
