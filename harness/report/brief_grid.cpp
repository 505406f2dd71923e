#include "harness/report/brief_grid.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "harness/base/quantity.hpp"
#include "harness/report/number_text.hpp"
#include "harness/report/wording.hpp"

namespace allocscale {
namespace {

// The order in which columns come where there is room.
enum Rank : int {
  stays,
  of_verdict,
  of_cost,
  of_marks,
  of_spread,
  of_other_workers,
  of_other_costs,
  of_faults,
  of_memory,
  of_cold,
  of_time_together,
};

// In the order of QualityFlag.
constexpr std::string_view marks = "fksqpmloxrctbdnwgh";
static_assert(marks.size() == quality_flags.size());

bool twin_check_fails(const TwinCheck& check) {
  const Effect& difference = check.difference;
  const auto& interval = difference.ratio.interval;
  return interval && difference.verdict != Verdict::busy && difference.ratio.blocks >= blocks_for_verdict &&
         !interval->holds(1);
}

std::string cost_text(const Cost& cost) {
  const Effect& effect = cost.effect;
  if (effect.verdict == Verdict::two_kinds) return "two kinds";
  if (!effect.ratio.value) return "";
  if (effect.verdict == Verdict::busy) {
    Estimate alone = effect.ratio;
    alone.interval.reset();
    return fmt::format("busy ({})", change_text(alone));
  }
  return change_text(effect.ratio) + (may_be_chance(effect) ? "?" : "") +
         (cost.other_reference.empty() ? "" : fmt::format(" [{}]", cost.other_reference));
}

// "glibc": what a cost is against, as the head of its column.
std::string against_text(const KernelTable& table, CostOf of) {
  const std::string reference = reference_text(table, of);
  return "against " + reference.substr(0, reference.rfind(", same"));
}

std::vector<const Row*> shown_rows(const KernelTable& table) {
  std::vector<const Row*> rows;
  for (const Row& row : table.rows)
    if (!row.twin || twin_fails(table)) rows.push_back(&row);
  return rows;
}

bool differ(const std::vector<const Row*>& rows, std::string (*text)(const Row&)) {
  return std::any_of(rows.begin(), rows.end(), [&](const Row* row) { return text(*row) != text(*rows[0]); });
}

std::string layout_of(const Row& row) { return row.layout; }

// A line of the table: a row, or the head of the rows of a layout.
struct Line {
  const Row* row = nullptr;
  std::string head;
};

class BriefGrid {
 public:
  BriefGrid(const KernelTable& table, const Findings& findings)
      : table_(table), capacity_(findings.run.capacity), told_once_(flags_of_all(findings)) {}

  Grid build() {
    add_keys();
    const std::string alone = table_.workers.empty() ? "" : "alone";
    column({alone, "time", true}, [](const Row& row) { return GridCell{brief_time(row.alone)}; });
    column({alone, "±", false, of_spread, "± of the time"},
           [](const Row& row) { return GridCell{half_width_text(row.alone.time_ns)}; });
    add_costs(alone);
    if (table_.headline) add_headline();
    column({"", "marks", false, of_marks, "marks"}, [&](const Row& row) { return GridCell{marks_of(row)}; });
    add_other_workers();
    add_quantities();
    if (table_.headline)
      column({"", fmt::format("time × {}", *table_.headline), true, of_time_together, "time with workers"},
             [&](const Row& row) { return GridCell{brief_time(at_headline(row))}; });
    return std::move(grid_);
  }

 private:
  template <class Cell>
  void column(Column head, Cell cell) {
    grid_.columns.push_back(std::move(head));
    for (std::size_t i = 0; i < lines_.size(); ++i)
      grid_.rows[i].push_back(lines_[i].row != nullptr ? cell(*lines_[i].row) : GridCell{});
  }

  // Rows under heads where several layouts have several rows; else the column of what differs.
  void add_keys() {
    const std::vector<const Row*> rows = shown_rows(table_);
    const bool layouts = tells_layouts(table_) && differ(rows, layout_of);
    const bool allocators = differ(rows, allocator_text);
    for (const Row* row : rows) {
      const bool begins = lines_.empty() || lines_.back().row->layout != row->layout;
      if (layouts && allocators && begins) lines_.push_back({nullptr, row->layout});
      lines_.push_back({row, ""});
    }
    grid_.keys = 1;
    grid_.rows.resize(lines_.size());
    const bool variants = table_.kind == KernelKind::program;
    grid_.columns.push_back({"", layouts && !allocators ? variants ? "variant" : "layout" : "allocator"});
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const Row* row = lines_[i].row;
      grid_.rows[i].push_back({row == nullptr ? lines_[i].head
                               : !layouts     ? allocator_text(*row)
                               : allocators   ? "  " + allocator_text(*row)
                                              : row->layout});
    }
  }

  void add_costs(const std::string& group) {
    int rank = of_cost;
    for (const CostOf of : costs_told(table_)) {
      if (of == CostOf::twin) continue;
      const std::string head = against_text(table_, of);
      column({group, head, false, rank, head}, [of](const Row& row) { return brief_cost(row.costs[of]); });
      rank = of_other_costs;
    }
  }

  [[nodiscard]] const AtWorkers& at_headline(const Row& row) const { return *find_at(row, *table_.headline); }

  void add_headline() {
    const int workers = *table_.headline;
    const std::string group = workers_text(workers, capacity_);
    column({group, workers > capacity_ ? "per CPU share (95 %)" : "slowdown (95 %)"},
           [&](const Row& row) { return GridCell{ratio_text(at_headline(row).judged().ratio)}; });
    column({group, "verdict", false, of_verdict, "verdict"}, [&](const Row& row) {
      const Effect& effect = at_headline(row).judged();
      return GridCell{brief_verdict(effect), slowdown_tone(effect)};
    });
  }

  void add_other_workers() {
    for (std::size_t level = table_.workers.size(); level-- > 0;) {
      if (table_.workers[level] == table_.headline) continue;
      const std::string head = workers_text(table_.workers[level], capacity_);
      column({"", head, false, of_other_workers, head},
             [level](const Row& row) { return brief_slowdown(row.together[level]); });
    }
  }

  void add_quantities() {
    column({"", "faults", true, of_faults, "faults"}, [&](const Row& row) {
      const bool repeats = table_.estimand == Estimand::settled && table_.kind != KernelKind::program;
      return GridCell{count_text(repeats ? row.alone.per_iteration[PhaseMetric::minor_faults]
                                         : row.alone.cold_minor_faults)};
    });
    column({"", "peak", true, of_memory, "peak memory"},
           [](const Row& row) { return GridCell{bytes_text(row.alone.peak_bytes)}; });
    if (table_.cold.empty() || !table_.headline) return;
    const KernelTable& cold = table_.cold.front();
    column({"", "cold slowdown", false, of_cold, "cold slowdown"}, [&](const Row& row) {
      const auto at = static_cast<std::size_t>(&row - table_.rows.data());
      return brief_slowdown(*find_at(cold.rows[at], *table_.headline));
    });
  }

  // "l3 k5": how many trials raised each flag; one of the cell has no count.
  [[nodiscard]] std::string marks_of(const Row& row) const {
    std::string text;
    for (std::size_t i = 0; i < quality_flags.size(); ++i) {
      const auto flag = static_cast<QualityFlag>(i);
      const int trials = raised_by(row, flag).trials;
      if (trials == 0 || told_once_.has(flag) || flag == QualityFlag::oversubscribed) continue;
      text += (text.empty() ? "" : " ") + std::string(flag_mark(flag));
      if (!is_of_cell(flag)) text += std::to_string(trials);
    }
    return text;
  }

  const KernelTable& table_;
  int capacity_;
  QualityFlags told_once_;
  std::vector<Line> lines_;
  Grid grid_;
};

}  // namespace

Grid brief_grid(const KernelTable& table, const Findings& findings) {
  return BriefGrid(table, findings).build();
}

Grid brief_overview_grid(const Overview& overview) {
  Grid grid;
  grid.keys = 2;
  grid.columns = {{"", "kernel"}, {"", "allocator"}, {"", "workers", true}};
  const bool one = overview.layouts.size() == 1;  // that of a control says nothing
  for (const std::string& layout : overview.layouts) grid.columns.push_back({"", one ? "slowdown" : layout});
  for (const OverviewRow& row : overview.rows) {
    std::vector<GridCell> cells = {{task_name(row.kernel, row.size)},
                                   {named_setting(row.allocator, row.setting)},
                                   {std::to_string(row.workers)}};
    bool told = false;
    for (const auto& at : row.slowdown) {
      cells.push_back(at ? brief_slowdown(*at) : GridCell{});
      told = told || !cells.back().text.empty();
    }
    if (told) grid.rows.push_back(std::move(cells));
  }
  return grid;
}

std::string common_row_text(const KernelTable& table) {
  const std::vector<const Row*> rows = shown_rows(table);
  if (rows.empty()) return "";
  const std::string layout =
      tells_layouts(table) && !differ(rows, layout_of) && table.kind != KernelKind::program ? rows[0]->layout
                                                                                            : "";
  const std::string allocator =
      tells_layouts(table) && differ(rows, layout_of) && !differ(rows, allocator_text)
          ? allocator_text(*rows[0])
          : "";
  return layout.empty() ? allocator : layout + (allocator.empty() ? "" : " " + allocator);
}

bool twin_fails(const KernelTable& table) {
  return std::any_of(table.twin.begin(), table.twin.end(), twin_check_fails);
}

std::string brief_verdict(const Effect& effect) {
  if (!has_verdict(effect) || effect.verdict == Verdict::none) return "";
  if (may_be_chance(effect)) return effect.verdict == Verdict::loss ? "LOSS?" : "GAIN?";
  return slowdown_word(effect);
}

std::string brief_time(const AtWorkers& at) {
  if (at.modes) return "two kinds";
  if (at.time_ns.value) return duration_text(at.time_ns.value);
  // The outcome itself is in a note under the table.
  if (at.complete == 0 && !at.incomplete.empty())
    return is_skip(at.incomplete.front().outcome) ? "skipped" : "failed";
  const std::string why = time_text(at);
  return why.substr(0, why.find(" within "));  // "not settled within 4 iterations"
}

GridCell brief_slowdown(const AtWorkers& at) {
  const Effect& effect = at.judged();
  if (effect.verdict == Verdict::busy || effect.verdict == Verdict::two_kinds)
    return {brief_verdict(effect), slowdown_tone(effect)};
  if (!effect.ratio.value) return {"", Tone::plain};
  Estimate ratio = effect.ratio;
  ratio.interval.reset();
  const bool differs = effect.verdict == Verdict::loss || effect.verdict == Verdict::gain;
  const std::string word = differs                                 ? " " + brief_verdict(effect)
                           : effect.verdict == Verdict::equivalent ? std::string(" ") + equivalent_mark
                           : effect.verdict == Verdict::machine    ? " machine"
                                                                   : "";
  return {ratio_text(ratio) + word, slowdown_tone(effect)};
}

GridCell brief_cost(const Cost& cost) { return {cost_text(cost), cost_tone(cost.effect)}; }

std::string_view flag_mark(QualityFlag flag) { return marks.substr(static_cast<std::size_t>(flag), 1); }

QualityFlags flags_of_all(const Findings& findings) {
  QualityFlags all;
  for (std::size_t i = 0; i < quality_flags.size(); ++i) {
    const auto flag = static_cast<QualityFlag>(i);
    std::size_t rows = 0, raised = 0;
    for (const KernelTable& table : findings.tables)
      for (const Row& row : table.rows) {
        const Raised by = raised_by(row, flag);
        ++rows;
        raised += by.trials > 0 && (is_of_cell(flag) || 2 * by.trials >= by.of);
      }
    if (rows > 0 && raised == rows) all.raise(flag);
  }
  return all;
}

}  // namespace allocscale
