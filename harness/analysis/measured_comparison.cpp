#include "harness/analysis/measured_comparison.hpp"

#include <algorithm>
#include <tuple>

#include "harness/model/factor.hpp"

namespace allocscale {
namespace {

// What tells the lines of one dataset apart.
struct Gathering {
  const Baseline& baseline;
  std::vector<std::string> varying;  // factors
};

MeasuredComparison& comparison_of(std::vector<MeasuredComparison>& comparisons, const Cell& cell,
                                  Estimand wanted) {
  const auto found = std::find_if(comparisons.begin(), comparisons.end(), [&](const MeasuredComparison& one) {
    return one.common.kernel == cell.kernel && one.common.size == cell.size &&
           one.common.iterations == cell.iterations;
  });
  if (found != comparisons.end()) return *found;
  MeasuredComparison comparison;
  comparison.common = cell;
  comparison.estimand = cell.iterations > 1 ? wanted : Estimand::cold;
  comparisons.push_back(std::move(comparison));
  return comparisons.back();
}

Arm& arm_of(MeasuredComparison& comparison, const Cell& cell, const Gathering& gathering, bool twin) {
  const std::string setting = levels_text(cell, gathering.varying);
  auto line = std::find_if(comparison.lines.begin(), comparison.lines.end(), [&](const Line& one) {
    return one.layout == cell.layout && one.allocator == cell.allocator && one.setting == setting &&
           one.twin == twin;
  });
  if (line == comparison.lines.end()) {
    Line added;
    added.layout = cell.layout;
    added.allocator = cell.allocator;
    added.setting = setting;
    added.twin = twin;
    added.baseline = !twin && is_baseline(gathering.baseline, cell);
    line = comparison.lines.insert(comparison.lines.end(), std::move(added));
  }
  Arm& arm = line->by_workers[cell.workers];
  arm.cell = cell;
  return arm;
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
  const auto arm = by_workers.find(workers);
  return arm == by_workers.end() ? Series{} : arm->second.log_times();
}

std::vector<MeasuredComparison> gather_comparisons(const Dataset& dataset, const std::set<int>& disturbed) {
  std::vector<MeasuredComparison> comparisons;
  const Gathering gathering = {dataset.baseline, varying_factors(dataset.cells)};
  for (const Cell& cell : dataset.cells)
    arm_of(comparison_of(comparisons, cell, dataset.estimand), cell, gathering, false);
  for (const StoredTrial& trial : dataset.trials) {
    const Cell& cell = dataset.cells.at(trial.place.cell);
    MeasuredComparison& comparison = comparison_of(comparisons, cell, dataset.estimand);
    arm_of(comparison, cell, gathering, trial.place.twin)
        .add(trial, comparison.estimand, dataset.capacity, disturbed.contains(trial.place.block));
  }
  for (MeasuredComparison& comparison : comparisons) order_lines(comparison.lines, dataset.baseline);
  return comparisons;
}

}  // namespace allocscale
