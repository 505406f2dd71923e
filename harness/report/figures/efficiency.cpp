// Which task keeps its speed beside others, under which allocator?
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <vector>

#include "harness/base/contains.hpp"
#include "harness/report/figure.hpp"
#include "harness/report/grid.hpp"
#include "harness/report/plot_axis.hpp"
#include "harness/report/wording.hpp"

namespace allocscale::figures {
namespace {

// A verdict stands beside none of these numbers.
bool is_open(Verdict verdict) {
  return verdict != Verdict::equivalent && verdict != Verdict::loss && verdict != Verdict::gain;
}

struct TileValue {
  std::string row;     // the task
  std::string column;  // the allocator
  double efficiency = 0;
  bool open = false;
};

std::vector<TileValue> values_of(const FigureData& data, const std::string& layout) {
  std::vector<TileValue> values;
  for (const KernelTable& table : data.report.findings.tables) {
    if (!data.shows(table) || !table.headline || table.kind != KernelKind::list) continue;
    for (const Row& row : table.rows) {
      const AtWorkers* const at =
          data.shows(row) && row.layout == layout ? find_at(row, *table.headline) : nullptr;
      if (at == nullptr || !at->judged().ratio.value) continue;
      values.push_back({fmt::format("{}, {} workers", task_text(table), *table.headline), drawn_name(row),
                        1 / *at->judged().ratio.value, is_open(at->judged().verdict)});
    }
  }
  return values;
}

// An arm below its allocator, and a setting below both: names must not be cut.
std::string in_lines(std::string name) {
  if (const std::size_t setting = name.find(", "); setting != std::string::npos)
    name.replace(setting, 2, ",\n");
  if (const std::size_t arm = name.find(':'); arm != std::string::npos) name.insert(arm, 1, '\n');
  return name;
}

// How many columns of such names, and of the numbers in them, have room beside each other.
std::size_t columns_that_fit(const std::vector<std::string>& names) {
  constexpr std::size_t room = 72, most = 10;  // letters, columns
  std::size_t widest = 7;                      // "100 % ?"
  for (const std::string& name : names) {
    std::size_t line = 0;
    for (const char c : name) {
      line = c == '\n' ? 0 : line + 1;
      widest = std::max(widest, line);
    }
  }
  return std::clamp<std::size_t>(room / (widest + 1), 1, most);
}

// The names of columns on one line each where there is room for all, else in lines.
std::vector<std::string> drawn_names(const std::vector<std::string>& columns) {
  if (columns_that_fit(columns) >= columns.size()) return columns;
  std::vector<std::string> names;
  std::transform(columns.begin(), columns.end(), std::back_inserter(names), in_lines);
  return names;
}

// A map of these rows and columns.
Panel efficiency_panel(const std::string& title, const std::vector<std::string>& rows,
                       std::span<const std::string> columns, std::span<const std::string> names,
                       const std::vector<TileValue>& values) {
  const auto index = [](std::span<const std::string> all, const std::string& name) {
    return static_cast<std::size_t>(std::find(all.begin(), all.end(), name) - all.begin());
  };
  Panel panel;
  panel.title = title;
  std::vector<Tick> ticks;
  for (const std::string& row : rows) ticks.push_back({0, row});
  panel.y = axis_of_rows(ticks);
  panel.y.span = {0.5, static_cast<double>(rows.size()) + 0.5};
  panel.x.names = true;
  panel.x.span = {0.5, static_cast<double>(columns.size()) + 0.5};
  for (std::size_t i = 0; i < columns.size(); ++i)
    panel.x.ticks.push_back({static_cast<double>(i + 1), names[i]});
  for (const TileValue& value : values) {
    if (!contains(columns, value.column)) continue;
    const double x = static_cast<double>(index(columns, value.column) + 1);
    const double y = row_place(index(rows, value.row), rows.size());
    panel.tiles.push_back({{{x - 0.49, x + 0.49}, {y - 0.46, y + 0.46}},
                           std::clamp((1 - value.efficiency) / 0.75, 0.0, 1.0),
                           fmt::format("{:.0f} %{}", 100 * value.efficiency, value.open ? " ?" : "")});
  }
  return panel;
}

void put_panels(Plot& plot, const std::string& layout, const std::vector<TileValue>& values) {
  std::vector<std::string> rows, columns;
  for (const TileValue& value : values) {
    if (!contains(rows, value.row)) rows.push_back(value.row);
    if (!contains(columns, value.column)) columns.push_back(value.column);
  }
  const std::vector<std::string> names = drawn_names(columns);
  const std::size_t fit = columns_that_fit(names);
  const std::size_t parts = (columns.size() + fit - 1) / fit, each = (columns.size() + parts - 1) / parts;
  for (std::size_t part = 0; part < parts; ++part) {
    const std::size_t from = part * each, count = std::min(each, columns.size() - from);
    plot.panels.push_back(efficiency_panel(
        parts == 1 ? layout : fmt::format("{} ({} of {})", layout, part + 1, parts), rows,
        std::span(columns).subspan(from, count), std::span(names).subspan(from, count), values));
  }
}

Plot plot_efficiency(const FigureData& data) {
  Plot plot;
  plot.title = "Efficiency of each task under each allocator";
  plot.caption =
      "What is left of a worker's speed beside others: 100 % is no loss, 50 % twice the time; beyond the CPUs, of what sharing "
      "them leaves. The darker, the more is lost. ?: no verdict, so that the number may be noise. No number: not measured, or launches of two kinds.";
  plot.row_height = 26;
  std::vector<std::string> layouts;
  for (const KernelTable& table : data.report.findings.tables)
    for (const std::string& layout : layouts_of(table))
      if (!contains(layouts, layout)) layouts.push_back(layout);
  for (const std::string& layout : layouts)
    if (const auto values = values_of(data, layout); !values.empty()) put_panels(plot, layout, values);
  plot.caption += left_out_words(data);
  if (plot.panels.empty()) plot.nothing = "no list kernel has a slowdown: it takes two numbers of workers";
  return plot;
}

}  // namespace

extern const Figure efficiency;
const Figure efficiency = {
    "efficiency", "efficiency of each task under each allocator, as a map for each layout",
    "Look for dark rows (tasks that lose under every allocator) and for a light cell in a dark row "
    "(an allocator that takes the loss away).",
    FigurePlace::run, &plot_efficiency};

}  // namespace allocscale::figures
