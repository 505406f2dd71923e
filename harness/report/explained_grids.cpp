#include "harness/report/explained_grids.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "harness/report/attribution_words.hpp"
#include "harness/report/number_text.hpp"

namespace allocscale {
namespace {

// A bar of at most twelve blocks; nothing for what is not above 0.
std::string bar(double points, double whole) {
  constexpr double longest = 12;
  if (whole <= 0) return "";
  const double blocks = std::clamp(std::round(longest * points / whole), 0.0, longest);
  std::string text;
  for (int i = 0; i < static_cast<int>(blocks); ++i) text += "█";
  return text;
}

std::string whole_number(double value) {
  const std::string digits = fmt::format("{:.0f}", std::abs(value));
  return (value < 0 && digits != "0" ? "−" : "") + digits;
}

std::string share_text(const std::optional<Interval>& share) {
  if (!share) return absent_text;
  return fmt::format("{} % ({} to {})", whole_number(100 * share->estimate), whole_number(100 * share->low),
                     whole_number(100 * share->high));
}

std::vector<GridCell> value_row(const std::string& name, const GameValue& value, double whole) {
  return {{name}, {bar(value.points.estimate, whole)}, {points_text(value.points)}};
}

std::string component_verdict_text(const GameValue& value) {
  std::string text(component_verdict_name(value.verdict));
  if (value.verdict == ComponentVerdict::inconclusive && value.detectable)
    text += fmt::format(" (MDE {:.1f})", *value.detectable);
  if (value.robust_where_tails_matter)
    text += fmt::format(", tail-sensitive: robust {}", points_text(*value.robust_where_tails_matter));
  return text;
}

void add_judgement(std::vector<GridCell>& row, const GameValue& value, std::optional<Grade> grade) {
  row.push_back({fmt::format("{} to {}", points_text(value.least), points_text(value.most))});
  row.push_back({component_verdict_text(value), component_verdict_tone(value.verdict)});
  row.push_back({grade ? std::string(grade_name(*grade)) : absent_text});
}

std::string split_text(const std::optional<SplitLine>& line) {
  return line ? fmt::format("{} ±{:.1f}", points_text(line->points.estimate), line->tick_error) : absent_text;
}

}  // namespace

Grid loss_grid(const RemovalLedger& removal) {
  Grid grid;
  grid.keys = 1;
  grid.columns = {{"", "loss, what goes with"},
                  {"", ""},
                  {"", "points (95 %, jointly)"},
                  {"of the loss", "by itself (95 %)"},
                  {"", "bracket"},
                  {"", "verdict"},
                  {"", "grade"}};
  if (removal.machine) {
    auto row = value_row("the machine, of every task", *removal.machine, removal.loss->estimate);
    row.push_back({share_text(removal.machine->share)});
    row.push_back({});
    row.push_back(
        {component_verdict_text(*removal.machine), component_verdict_tone(removal.machine->verdict)});
    row.push_back({});
    grid.rows.push_back(std::move(row));
  }
  for (const Component& component : removal.components) {
    auto row = value_row(component_text(component), component.loss, removal.loss->estimate);
    row.push_back({share_text(component.loss.share)});
    add_judgement(row, component.loss, component.loss_grade);
    grid.rows.push_back(std::move(row));
  }
  auto left = value_row("residual: none of these", removal.loss_left, removal.loss->estimate);
  left.push_back({share_text(removal.loss_left.share)});
  left.push_back({});
  left.push_back({removal.loss_left.verdict == ComponentVerdict::cause
                      ? "unexplained"
                      : component_verdict_text(removal.loss_left),
                  removal.loss_left.verdict == ComponentVerdict::cause ? Tone::doubtful : Tone::plain});
  left.push_back({});
  grid.rows.push_back(std::move(left));
  return grid;
}

Grid cost_grid(const RemovalLedger& removal) {
  Grid grid;
  grid.keys = 1;
  grid.columns = {{"", "cost, what goes with"},
                  {"", ""},
                  {"", "points (95 %, jointly)"},
                  {"", "bracket"},
                  {"", "verdict"},
                  {"", "grade"}};
  for (const Component& component : removal.components) {
    auto row = value_row(component_text(component), component.cost, 100);
    add_judgement(row, component.cost, component.cost_grade);
    grid.rows.push_back(std::move(row));
  }
  auto left = value_row("none of these", removal.cost_left, 100);
  left.resize(grid.columns.size());
  grid.rows.push_back(std::move(left));
  return grid;
}

Grid accounts_grid(const Attribution& attribution) {
  Grid grid;
  grid.keys = 1;
  grid.columns = {{"", "accounts, together less alone"},
                  {"", "elapsed (95 %)"},
                  {"", "CPU", true},
                  {"", "user ±ticks", true},
                  {"", "system ±ticks", true},
                  {"", "waiting", true},
                  {"", "elsewhere", true}};
  for (const PhaseLedger& account : attribution.accounts) {
    const TimeLedger& lines = account.lines;
    grid.rows.push_back({{account.phase},
                         {points_text(lines.wall)},
                         {points_text(lines.cpu.estimate)},
                         {split_text(lines.user)},
                         {split_text(lines.system)},
                         {lines.run_queue ? points_text(lines.run_queue->estimate) : absent_text},
                         {points_text(lines.rest.estimate)}});
  }
  return grid;
}

}  // namespace allocscale
