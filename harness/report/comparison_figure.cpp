#include "harness/report/comparison_figure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>

#include "harness/base/plural.hpp"
#include "harness/report/forest_panel.hpp"
#include "harness/report/plot_layout.hpp"
#include "harness/report/wording.hpp"

namespace allocscale {
namespace {

constexpr std::size_t most_reason_columns = 30;

// What the legend says of a row, what stands beside it, and how its mark looks.
struct Kind {
  const char* series;
  std::string word;
  std::size_t look;
  bool hollow = false;
};

// Why nothing is claimed.
std::string open_word(const RowChange& change) {
  if (!change.reason.empty()) return fitted_label(change.reason, most_reason_columns);
  const bool apart = change.verdict == Verdict::loss || change.verdict == Verdict::gain;
  return apart ? "not told (chance?)" : "not told";
}

Kind kind_of(const RowChange& change) {
  if (change.control) return {"a control: the machine itself", "the machine", 6};
  switch (word_of(change)) {
    case ChangeWord::worse:
      return {"worse in B", "worse", 1};
    case ChangeWord::better:
      return {"better in B", "better", 2};
    case ChangeWord::same:
      return {"shown to be the same", "the same", 0};
    case ChangeWord::unknown:
      break;
  }
  return {"cannot be told", open_word(change), 3, true};
}

ForestRow forest_row(const RowChange& change) {
  const Kind kind = kind_of(change);
  const std::optional<Interval> ratio = change.ratio();
  ForestRow row{fmt::format("{}: {}", changed_task_text(change), changed_row_text(change)),
                std::nullopt,
                std::nullopt,
                kind.word,
                kind.series,
                kind.look,
                kind.hollow};
  if (change.of == ChangeOf::loss) row.name += fmt::format(", × {}", change.cell.workers);
  if (ratio) {
    row.ratio = ratio->estimate;
    row.interval = Span{ratio->low, ratio->high};
  }
  return row;
}

std::string blocks_text(const RunChanges& changes, int RowChange::*blocks) {
  int most = 0;
  for (const RowChange& change : changes.changes) most = std::max(most, change.*blocks);
  return plural(most, "block");
}

}  // namespace

Plot comparison_plot(const ComparisonWords& words) {
  const RunChanges& changes = words.changes;
  Plot plot;
  plot.title = "What changed from A to B";
  plot.caption = fmt::format(
      "Each point is B's value over A's, with its 95 % interval{}: right of 1, B takes longer alone or loses more. {} {}.",
      changes.paired ? ", block by block" : "", forest_words(changes.margin), change_counts_text(changes));
  if (!changes.paired && !changes.has_control)
    plot.caption += " No control was measured in both: what the machine itself changed is in every row.";
  if (!changes.same_machine) plot.caption += " The machines differ, so a row shows the machine too.";
  plot.band_name = "the same";
  plot.row_height = 20;
  std::size_t drawn = 0, rows_of_all = 0;
  for (const auto& [of, title, label] :
       {std::tuple{ChangeOf::cost, "time alone", "time of B, of A's (times)"},
        std::tuple{ChangeOf::loss, "loss with more workers", "slowdown of B, of A's (times)"}}) {
    std::vector<ForestRow> rows;
    for (const bool control : {false, true})
      for (const RowChange& change : changes.changes)
        if (change.of == of && change.control == control) rows.push_back(forest_row(change));
    if (rows.empty()) continue;
    drawn += std::min(rows.size(), most_forest_rows);
    rows_of_all += rows.size();
    plot.panels.push_back(forest_panel(title, rows, changes.margin, label));
  }
  if (drawn < rows_of_all)
    plot.caption += fmt::format(" Only the first {} rows of each panel are drawn.", most_forest_rows);
  return plot;
}

PlotSource comparison_source(const ComparisonWords& words) {
  const std::string a = machine_summary(words.a.dataset.run.machine);
  const std::string b = machine_summary(words.b.dataset.run.machine);
  return {fmt::format("A: {}; {}{}. B: {}; {}; {}", side_text(words.a),
                      blocks_text(words.changes, &RowChange::blocks_a), a == b ? "" : "; " + a,
                      side_text(words.b), blocks_text(words.changes, &RowChange::blocks_b), b)};
}

}  // namespace allocscale
