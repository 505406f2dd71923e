#include "harness/analysis/measured_comparison.hpp"

#include <algorithm>
#include <tuple>

namespace allocscale {
namespace {

MeasuredComparison& comparison_of(std::vector<MeasuredComparison>& comparisons, const Cell& cell,
                                  Estimand wanted) {
  const auto found = std::find_if(comparisons.begin(), comparisons.end(), [&](const MeasuredComparison& one) {
    return one.common.kernel == cell.kernel && one.common.size == cell.size &&
           one.common.placement == cell.placement && one.common.iterations == cell.iterations;
  });
  if (found != comparisons.end()) return *found;
  MeasuredComparison comparison;
  comparison.common = cell;
  comparison.estimand = cell.iterations > 1 ? wanted : Estimand::cold;
  comparisons.push_back(std::move(comparison));
  return comparisons.back();
}

Arm& arm_of(MeasuredComparison& comparison, const Cell& cell, const Baseline& baseline, bool twin) {
  auto line = std::find_if(comparison.lines.begin(), comparison.lines.end(), [&](const Line& one) {
    return one.layout == cell.layout && one.allocator == cell.allocator && one.twin == twin;
  });
  if (line == comparison.lines.end()) {
    Line added;
    added.layout = cell.layout;
    added.allocator = cell.allocator;
    added.twin = twin;
    added.baseline = !twin && cell.layout == baseline.layout && cell.allocator == baseline.allocator;
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
  for (const Line& line : lines) {
    layouts.push_back(line.layout);
    allocators.push_back(line.allocator);
  }
  const auto rank = [](const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) - names.begin();
  };
  const auto place = [&](const Line& line) {
    return std::tuple(rank(layouts, line.layout), rank(allocators, line.allocator), line.twin);
  };
  std::stable_sort(lines.begin(), lines.end(),
                   [&](const Line& one, const Line& other) { return place(one) < place(other); });
}

}  // namespace

Series Line::log_times(int workers) const {
  const auto arm = by_workers.find(workers);
  return arm == by_workers.end() ? Series{} : arm->second.log_times();
}

std::vector<MeasuredComparison> gather_comparisons(const Dataset& dataset) {
  std::vector<MeasuredComparison> comparisons;
  for (const Cell& cell : dataset.cells)
    arm_of(comparison_of(comparisons, cell, dataset.estimand), cell, dataset.baseline, false);
  for (const StoredTrial& trial : dataset.trials) {
    const Cell& cell = dataset.cells.at(trial.place.cell);
    MeasuredComparison& comparison = comparison_of(comparisons, cell, dataset.estimand);
    arm_of(comparison, cell, dataset.baseline, trial.place.twin)
        .add(trial, comparison.estimand, dataset.capacity);
  }
  for (MeasuredComparison& comparison : comparisons) order_lines(comparison.lines, dataset.baseline);
  return comparisons;
}

}  // namespace allocscale
