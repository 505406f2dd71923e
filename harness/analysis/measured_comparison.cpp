#include "harness/analysis/measured_comparison.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "harness/model/designs.hpp"
#include "harness/model/factor.hpp"

namespace allocscale {
namespace {

// A comparison while it is built, with the factors that distinguish its lines.
struct Gathering {
  MeasuredComparison comparison;
  std::vector<Cell> cells;
  std::vector<std::string> varying;  // factors, among these cells
  Cell usual;                        // at the baseline's levels
};

// Which comparison a cell belongs to, and which of its lines its trials and its twin's are added to: looked
// up once for each cell, since there are thousands of trials to one.
struct Home {
  std::size_t comparison = 0;
  std::size_t line = 0;
  std::optional<std::size_t> twin;
};

// The plan compares a kernel that does not run under the baseline's layout with the first layout that it does
// run under; its cells lead.
Baseline baseline_among(const std::vector<Cell>& cells, Baseline baseline) {
  const bool there = std::any_of(cells.begin(), cells.end(),
                                 [&](const Cell& cell) { return cell.layout == baseline.layout; });
  if (!there) baseline.layout = cells.front().layout;
  return baseline;
}

std::size_t comparison_of(std::vector<Gathering>& gatherings, const Cell& cell, Estimand wanted) {
  const auto found = std::find_if(gatherings.begin(), gatherings.end(), [&](const Gathering& one) {
    return same_comparison(one.comparison.common, cell);
  });
  if (found != gatherings.end()) return static_cast<std::size_t>(found - gatherings.begin());
  Gathering& gathering = gatherings.emplace_back();
  gathering.comparison.common = cell;
  gathering.comparison.estimand = cell.iterations > 1 ? wanted : Estimand::cold;
  return gatherings.size() - 1;
}

// If at most two factors vary, every row names their levels; otherwise a row names only levels that are not
// the baseline's, and the table names the baseline's once.
void name_levels(Gathering& gathering, const Baseline& baseline) {
  constexpr std::size_t most_told = 2;
  gathering.comparison.baseline = baseline_among(gathering.cells, baseline);
  gathering.varying = varying_factors(gathering.cells);
  gathering.usual = gathering.cells.front();
  for (const auto& [factor, level] : baseline.levels) set_level(find_factor(factor), gathering.usual, level);
  if (gathering.varying.size() > most_told)
    gathering.comparison.otherwise = levels_text(gathering.usual, gathering.varying);
}

std::string setting_of(const Cell& cell, const Gathering& gathering) {
  std::vector<std::string> told = gathering.varying;
  if (!gathering.comparison.otherwise.empty())
    std::erase_if(told, [&](const std::string& name) {
      const Factor& factor = find_factor(name);
      return factor.get(cell) == factor.get(gathering.usual);
    });
  return levels_text(cell, told);
}

std::size_t line_of(Gathering& gathering, const Cell& cell, bool twin) {
  std::vector<Line>& lines = gathering.comparison.lines;
  const std::string setting = setting_of(cell, gathering);
  auto line = std::find_if(lines.begin(), lines.end(), [&](const Line& one) {
    return one.layout == cell.layout && one.allocator == cell.allocator && one.setting == setting &&
           one.twin == twin;
  });
  if (line == lines.end()) {
    Line added;
    added.layout = cell.layout;
    added.allocator = cell.allocator;
    added.setting = setting;
    added.twin = twin;
    added.baseline = !twin && is_baseline(gathering.comparison.baseline, cell);
    line = lines.insert(lines.end(), std::move(added));
  }
  line->by_workers[cell.workers].cell = cell;
  return static_cast<std::size_t>(line - lines.begin());
}

std::vector<Home> homes_of(const Dataset& dataset, Estimand estimand, std::vector<Gathering>& gatherings) {
  std::vector<Home> homes;
  for (const Cell& cell : dataset.run.cells) {
    Home& home = homes.emplace_back();
    home.comparison = comparison_of(gatherings, cell, estimand);
    gatherings[home.comparison].cells.push_back(cell);
  }
  for (Gathering& gathering : gatherings) name_levels(gathering, dataset.run.baseline);
  for (std::size_t i = 0; i < homes.size(); ++i)
    homes[i].line = line_of(gatherings[homes[i].comparison], dataset.run.cells[i], false);
  return homes;
}

// The baseline's layout and allocator lead; otherwise the order of the cells stands.
void order_lines(std::vector<Line>& lines, const Baseline& baseline) {
  std::vector<std::string> layouts = {baseline.layout};
  std::vector<std::string> allocators = {baseline.allocator};
  std::vector<std::string> settings;
  for (const Line& line : lines)
    if (line.baseline) settings.push_back(line.setting);
  for (const Line& line : lines) {
    layouts.push_back(line.layout);
    allocators.push_back(line.allocator);
    settings.push_back(line.setting);
  }
  const auto rank = [](const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) - names.begin();
  };
  const auto place = [&](const Line& line) {
    return std::tuple(rank(layouts, line.layout), rank(allocators, line.allocator),
                      rank(settings, line.setting), line.twin);
  };
  std::stable_sort(lines.begin(), lines.end(),
                   [&](const Line& one, const Line& other) { return place(one) < place(other); });
}

}  // namespace

Series Line::log_times(int workers) const {
  const auto trials = by_workers.find(workers);
  return trials == by_workers.end() ? Series{} : trials->second.log_times();
}

Series Line::log_elapsed(int workers) const {
  const auto trials = by_workers.find(workers);
  return trials == by_workers.end() ? Series{} : trials->second.log_elapsed();
}

std::vector<MeasuredComparison> gather_comparisons(const Dataset& dataset, Estimand estimand,
                                                   const std::set<int>& disturbed) {
  std::vector<Gathering> gatherings;
  std::vector<Home> homes = homes_of(dataset, estimand, gatherings);
  const std::vector<CellIterations> iterations = iterations_of_cells(dataset, estimand);
  for (const StoredTrial& trial : dataset.trials) {
    const Cell& cell = dataset.run.cells.at(trial.planned.cell);
    Home& home = homes[trial.planned.cell];
    Gathering& gathering = gatherings[home.comparison];
    if (trial.planned.twin && !home.twin) home.twin = line_of(gathering, cell, true);
    Line& line = gathering.comparison.lines[trial.planned.twin ? *home.twin : home.line];
    TrialsAtWorkers& trials = line.by_workers[cell.workers];
    trials.iterations = iterations[trial.planned.cell];
    if (trials.iterations.settled_from) gathering.comparison.settled_from = trials.iterations.settled_from;
    trials.add(trial, dataset.run.capacity, disturbed.contains(trial.planned.block));
  }
  std::vector<MeasuredComparison> comparisons;
  for (Gathering& gathering : gatherings) {
    order_lines(gathering.comparison.lines, gathering.comparison.baseline);
    comparisons.push_back(std::move(gathering.comparison));
  }
  return comparisons;
}

}  // namespace allocscale
