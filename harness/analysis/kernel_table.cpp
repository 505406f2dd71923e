// From the trials of one comparison to the rows of its table.
#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "harness/analysis/like_with_like.hpp"
#include "harness/analysis/measured_comparison.hpp"
#include "harness/analysis/running_time.hpp"
#include "harness/analysis/tie_set.hpp"
#include "harness/base/contains.hpp"
#include "harness/model/factor.hpp"

namespace allocscale {
namespace {

const Line* find_line(const MeasuredComparison& comparison, bool twin) {
  for (const Line& line : comparison.lines)
    if (twin ? line.twin : line.baseline) return &line;
  return nullptr;
}

Contrast slowdown_of(const Line& line, int workers) {
  return paired(line.log_times(workers), line.log_times(one_worker));
}

// The twin against the baseline: times alone, then the slowdown at each level. Empty without both.
std::map<int, Contrast> twin_contrasts(const MeasuredComparison& comparison, const std::vector<int>& levels) {
  const Line* baseline = find_line(comparison, false);
  const Line* twin = find_line(comparison, true);
  std::map<int, Contrast> contrasts;
  if (baseline == nullptr || twin == nullptr) return contrasts;
  contrasts[one_worker] = paired(twin->log_times(one_worker), baseline->log_times(one_worker));
  for (const int workers : levels)
    contrasts[workers] = difference(slowdown_of(*twin, workers), slowdown_of(*baseline, workers));
  return contrasts;
}

std::string why_no_slowdown(const std::string& none_together, const std::string& none_alone) {
  if (!none_together.empty()) return none_together;
  if (!none_alone.empty()) return "alone: " + none_alone;
  return "no block has both";
}

std::string missing_reason(const Estimate& estimate) { return estimate.value ? "" : estimate.reason; }

Contrast corrected_by(Contrast contrast, double ideal) {
  for (auto& [block, value] : contrast.by_block) value -= std::log(ideal);
  return contrast;
}

AtWorkers describe_at(const Line& line, int workers, int capacity) {
  const auto trials = line.by_workers.find(workers);
  if (trials != line.by_workers.end()) return describe_trials(trials->second, capacity);
  AtWorkers none;
  none.workers = workers;
  none.oversubscribed = workers > capacity;
  none.time_ns.reason = "not measured";
  return none;
}

// The values by which every row of one table is judged.
struct Judging {
  const Line* twin = nullptr;  // of the baseline; absent: none was measured
  std::map<int, Contrast> twins;
  double margin = 0;
  int capacity = 1;
};

// The twin's contrast with the baseline holds the deviation of two copies of one cell, so √½ of it is what
// one copy brings into every contrast that it takes part in. It says nothing of a contrast without the
// baseline: another allocator or layout may be quieter, or noisier, and has its own deviation only.
std::optional<double> deviation_of_baseline(const std::map<int, Contrast>& twins, int workers) {
  const auto twin = twins.find(workers);
  if (twin == twins.end()) return std::nullopt;
  auto deviation = deviation_of(twin->second.values());
  if (deviation) *deviation *= std::sqrt(0.5);
  return deviation;
}

// Of the launches alone and together; where workers share CPUs, the time together is what sharing leaves.
std::optional<Kinds> kinds_of_launches(const Line& line, int workers, double ideal) {
  std::vector<double> together = values_of(line.log_times(workers));
  for (double& value : together) value -= std::log(ideal);
  return kinds_of(values_of(line.log_times(one_worker)), together);
}

// Likewise of the twin where it takes part in the row's slowdown.
std::optional<Kinds> kinds_of_row(const Line& line, int workers, double ideal, const Judging& judging) {
  auto kinds = kinds_of_launches(line, workers, ideal);
  if (!kinds && line.baseline && judging.twin != nullptr)
    kinds = kinds_of_launches(*judging.twin, workers, ideal);
  return kinds;
}

// The row's slowdown. The twin is the baseline once more: the baseline's slowdown is the mean of both, for
// which it needs fewer blocks.
struct RowSlowdown {
  Contrast judged;
  Contrast elapsed;
  std::optional<double> deviation;  // that it is known to have at least
  bool waited = false;              // a twin that takes part waited too long for a CPU
};

RowSlowdown row_slowdown(const Line& line, int workers, const Judging& judging) {
  const auto elapsed_of = [&](const Line& one) {
    return paired(one.log_elapsed(workers), one.log_elapsed(one_worker));
  };
  RowSlowdown slowdown = {slowdown_of(line, workers), elapsed_of(line), std::nullopt, false};
  if (line.baseline || line.twin) slowdown.deviation = deviation_of_baseline(judging.twins, workers);
  if (!line.baseline || judging.twin == nullptr) return slowdown;
  slowdown.judged = pooled(slowdown.judged, slowdown_of(*judging.twin, workers));
  slowdown.elapsed = pooled(slowdown.elapsed, elapsed_of(*judging.twin));
  if (slowdown.deviation) *slowdown.deviation *= std::sqrt(0.5);
  slowdown.waited = waited(describe_at(*judging.twin, workers, judging.capacity)) ||
                    waited(describe_at(*judging.twin, one_worker, judging.capacity));
  return slowdown;
}

bool tail_sensitive(const Effect& effect) { return effect.robust && effect.robust->tail_sensitive; }

AtWorkers compare_with_alone(const Line& line, int workers, const AtWorkers& alone_at,
                             const Judging& judging) {
  AtWorkers at = describe_at(line, workers, judging.capacity);
  const RowSlowdown slowdown = row_slowdown(line, workers, judging);
  const std::string missing = why_no_slowdown(missing_reason(at.time_ns), missing_reason(alone_at.time_ns));
  at.slowdown = effect_of(slowdown.judged, judging.margin, slowdown.deviation, missing);
  const double ideal = at.oversubscribed ? static_cast<double>(workers) / judging.capacity : 1;
  at.slowdown.kinds = kinds_of_row(line, workers, ideal, judging);
  if (at.oversubscribed) {
    at.corrected =
        effect_of(corrected_by(slowdown.judged, ideal), judging.margin, slowdown.deviation, missing);
    at.corrected->kinds = at.slowdown.kinds;
  }
  at.elapsed_slowdown = ratio_estimate(slowdown.elapsed, missing);
  if (at.slowdown.kinds) {
    refuse_mean(at.slowdown);
    if (at.corrected) refuse_mean(*at.corrected);
    refuse_mean(at.elapsed_slowdown);
  }
  if (waited(at) || waited(alone_at) || slowdown.waited) {
    withhold(at.slowdown);
    if (at.corrected) withhold(*at.corrected);
  }
  if (at.complete > 0 && at.slowdown.ratio.blocks < blocks_for_verdict &&
      at.flags.trials(QualityFlag::few_blocks) == 0)
    at.flags.raise(QualityFlag::few_blocks, at.complete);
  if (tail_sensitive(at.slowdown)) at.flags.raise(QualityFlag::tail_sensitive, at.complete);
  return at;
}

std::optional<ScalingLaw> law_of(const Line& line, const std::vector<int>& levels, int capacity) {
  std::map<int, Slowdowns> by_block;
  for (const int workers : levels)
    for (const auto& [block, ratio] : slowdown_of(line, workers).by_block)
      by_block[block][workers] = std::exp(ratio);
  std::vector<Slowdowns> blocks;
  for (auto& [block, slowdowns] : by_block) blocks.push_back(std::move(slowdowns));
  return scaling_law(blocks, capacity);
}

// Whether launches of the row are of two kinds, with any number of workers.
bool has_two_kinds(const Row& row) {
  return row.alone.modes || std::any_of(row.together.begin(), row.together.end(),
                                        [](const AtWorkers& at) { return at.modes.has_value(); });
}

Row make_row(const Line& line, const std::vector<int>& levels, const Judging& judging) {
  Row row;
  row.layout = line.layout;
  row.allocator = line.allocator;
  row.setting = line.setting;
  if (!line.by_workers.empty()) row.cell = line.by_workers.begin()->second.cell;
  row.baseline = line.baseline;
  row.twin = line.twin;
  row.alone = describe_at(line, one_worker, judging.capacity);
  row.alone.slowdown.ratio.reason = "it is the time alone";
  for (const int workers : levels)
    row.together.push_back(compare_with_alone(line, workers, row.alone, judging));
  if (!has_two_kinds(row)) row.law = law_of(line, levels, judging.capacity);
  return row;
}

// Whether it holds of the baseline or of its twin, alone or with these workers.
template <class Holds>
bool any_copy(const KernelTable& table, int workers, Holds holds) {
  return std::any_of(table.rows.begin(), table.rows.end(), [&](const Row& row) {
    if (!row.baseline && !row.twin) return false;
    const AtWorkers* const together = find_at(row, workers);
    return holds(row.alone) || (together != nullptr && holds(*together));
  });
}

TwinCheck check_twin(const KernelTable& table, int workers, const Contrast& contrast, double margin) {
  TwinCheck check = {workers, effect_of(contrast, margin, std::nullopt, "no block has both")};
  if (any_copy(table, workers, [](const AtWorkers& at) { return at.modes.has_value(); }))
    refuse_mean(check.difference);
  if (any_copy(table, workers, waited)) withhold(check.difference);
  return check;
}

// `rows`: of the comparison's lines, in their order.
std::optional<FastestAlone> fastest_of(const MeasuredComparison& comparison, const std::vector<Row>& rows,
                                       const std::string& layout, const std::string& setting, double margin) {
  std::vector<Series> times_of_rows;
  std::vector<std::string> names, of_two_kinds;
  bool busy = false;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Line& line = comparison.lines[i];
    if (line.layout != layout || line.setting != setting || line.twin) continue;
    Series times = line.log_times(one_worker);
    if (times.empty()) continue;
    if (rows[i].alone.modes) {
      of_two_kinds.push_back(line.allocator);
      continue;
    }
    times_of_rows.push_back(std::move(times));
    names.push_back(line.allocator);
    busy = busy || waited(rows[i].alone);
  }
  if (times_of_rows.empty()) return std::nullopt;
  const Line* baseline = find_line(comparison, false);
  const TieSet set =
      tie_set(times_of_rows, baseline == nullptr ? Series{} : baseline->log_times(one_worker), margin);
  FastestAlone fastest;
  fastest.layout = layout;
  fastest.setting = setting;
  fastest.allocator = names[set.best];
  fastest.blocks = set.blocks;
  fastest.busy = busy;
  fastest.of_two_kinds = std::move(of_two_kinds);
  for (const std::size_t tie : set.ties) fastest.ties.push_back(names[tie]);
  return fastest;
}

std::vector<int> levels_of(const MeasuredComparison& comparison) {
  std::set<int> levels;
  for (const Line& line : comparison.lines)
    for (const auto& [workers, trials] : line.by_workers)
      if (workers > one_worker) levels.insert(workers);
  return {levels.begin(), levels.end()};
}

std::optional<int> headline_of(const std::vector<int>& levels, int capacity) {
  if (levels.empty()) return std::nullopt;
  int headline = levels.back();
  for (const int workers : levels)
    if (workers <= capacity) headline = workers;
  return headline;
}

// The levels that the table's head names because its rows do not.
std::string common_setting(const MeasuredComparison& comparison) {
  std::vector<Cell> cells;
  for (const Line& line : comparison.lines)
    for (const auto& [workers, trials] : line.by_workers) cells.push_back(trials.cell);
  const std::vector<std::string> varying = varying_factors(cells);
  std::vector<std::string> common;
  for (const Factor& factor : factors()) {
    const bool told = factor.name == "placement" || !at_default(factor, comparison.common);
    if (told && !contains(varying, factor.name)) common.emplace_back(factor.name);
  }
  return levels_text(comparison.common, common);
}

int count_blocks(const MeasuredComparison& comparison) {
  std::set<int> blocks;
  for (const Line& line : comparison.lines)
    for (const auto& [workers, trials] : line.by_workers)
      for (const auto& [place, facts] : trials.complete) blocks.insert(place.block);
  return static_cast<int>(blocks.size());
}

}  // namespace

KernelTable tabulate(const MeasuredComparison& comparison, double margin, int capacity) {
  KernelTable table;
  table.kernel = comparison.common.kernel;
  table.size = comparison.common.size;
  table.iterations = comparison.common.iterations;
  table.setting = common_setting(comparison);
  table.otherwise = comparison.otherwise;
  table.baseline = comparison.baseline;
  table.estimand = comparison.estimand;
  table.settled_from = comparison.settled_from;
  table.workers = levels_of(comparison);
  table.headline = headline_of(table.workers, capacity);
  table.blocks = count_blocks(comparison);

  const Judging judging = {find_line(comparison, true), twin_contrasts(comparison, table.workers), margin,
                           capacity};
  for (const Line& line : comparison.lines) table.rows.push_back(make_row(line, table.workers, judging));
  add_costs(comparison, margin, deviation_of_baseline(judging.twins, 1), table);
  for (const auto& [workers, contrast] : judging.twins)
    table.twin.push_back(check_twin(table, workers, contrast, margin));

  std::set<std::pair<std::string, std::string>> groups;
  for (const Line& line : comparison.lines)
    if (groups.insert({line.layout, line.setting}).second)
      if (auto fastest = fastest_of(comparison, table.rows, line.layout, line.setting, margin))
        table.fastest.push_back(std::move(*fastest));
  return table;
}

}  // namespace allocscale
