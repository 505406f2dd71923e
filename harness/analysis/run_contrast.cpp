#include "harness/analysis/run_contrast.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "harness/analysis/false_discovery.hpp"
#include "harness/analysis/measured_comparison.hpp"
#include "harness/analysis/pairing.hpp"
#include "harness/analysis/run_log.hpp"
#include "harness/analysis/trials_at_workers.hpp"
#include "harness/analysis/unfold_pairs.hpp"
#include "harness/base/contains.hpp"

namespace allocscale {
namespace {

// A row of one side at one number of workers.
struct SideRow {
  Cell cell;
  Series log_times;
  Contrast log_slowdown;  // empty of one worker
  bool busy = false;      // it, or the same row alone, waited for a CPU
  bool two_kinds = false;
};

struct SideRows {
  std::vector<SideRow> rows;  // in the order of the cells
  int failed = 0;             // trials
};

bool waited_or_split(const Line& line, int workers, int capacity, bool& two_kinds) {
  const auto found = line.by_workers.find(workers);
  if (found == line.by_workers.end()) return false;
  const AtWorkers at = describe_trials(found->second, capacity);
  two_kinds = two_kinds || at.modes.has_value();
  return waited(at);
}

SideRow side_row(const Line& line, int workers, int capacity) {
  SideRow row;
  row.cell = line.by_workers.at(workers).cell;
  row.log_times = line.log_times(workers);
  row.busy = waited_or_split(line, workers, capacity, row.two_kinds);
  if (workers != one_worker) {
    row.log_slowdown = paired(row.log_times, line.log_times(one_worker));
    row.busy = waited_or_split(line, one_worker, capacity, row.two_kinds) || row.busy;
  }
  return row;
}

SideRows rows_of(const ContrastSide& side) {
  const Unfolded unfolded(side.dataset);
  const Dataset& dataset = unfolded.dataset();
  SideRows rows;
  for (const MeasuredComparison& comparison :
       gather_comparisons(dataset, dataset.run.estimand, run_log(side.dataset).disturbed))
    for (const Line& line : comparison.lines) {
      const bool wanted = side.allocator.empty() || line.allocator == side.allocator;
      for (const auto& [workers, trials] : line.by_workers) {
        if (!wanted) continue;
        if (!line.twin) rows.rows.push_back(side_row(line, workers, dataset.run.capacity));
        for (const Incomplete& incomplete : trials.incomplete)
          if (!is_skip(incomplete.outcome)) rows.failed += incomplete.trials;
      }
    }
  return rows;
}

// Two cells are the same row where this is the same: iterations are no part of it, nor are the allocators
// where each side names its own.
std::string row_key(Cell cell, bool by_allocator) {
  cell.iterations = 1;
  if (!by_allocator) cell.allocator = "*";
  return cell_key(cell);
}

std::string row_text(const Cell& cell) {
  return cell.layout + " " + cell.allocator + ", " + task_name(cell.kernel, cell.size) +
         (cell.workers == one_worker ? ", alone" : ", " + std::to_string(cell.workers) + " workers");
}

// One number per block: the mean over its sub-blocks.
std::vector<double> block_values(const Series& series) {
  std::map<int, std::pair<double, int>> sums;
  for (const auto& [place, value] : series) {
    sums[place.block].first += value;
    ++sums[place.block].second;
  }
  std::vector<double> values;
  for (const auto& [block, sum] : sums) values.push_back(sum.first / sum.second);
  return values;
}

// What may be said of the change itself, before controls and the other changes are looked at.
Verdict judged(const RowChange& change, double margin) {
  if (!change.logarithms || change.blocks_a < blocks_for_verdict || change.blocks_b < blocks_for_verdict)
    return Verdict::none;
  const double bound = std::log1p(margin);
  const Interval ninety = interval_of(*change.logarithms, 0.90);
  if (ninety.low > -bound && ninety.high < bound) return Verdict::equivalent;
  const Interval interval = interval_of(*change.logarithms, 0.95);
  return interval.low > 0 ? Verdict::loss : interval.high < 0 ? Verdict::gain : Verdict::inconclusive;
}

// Why there is no ratio; "" where both have the two blocks that it takes.
std::string too_few(const char* side, int blocks) {
  if (blocks == 0) return std::string(side) + " has no settled time";
  return blocks == 1 ? std::string(side) + " has one block only" : "";
}

class Comparing {
 public:
  Comparing(bool paired_by_block, double margin) : paired_(paired_by_block), margin_(margin) {}

  [[nodiscard]] RowChange cost_of(const SideRow& a, const SideRow& b) const {
    if (paired_) return made(a, b, ChangeOf::cost, paired(b.log_times, a.log_times));
    return made(a, b, ChangeOf::cost, block_values(a.log_times), block_values(b.log_times));
  }

  [[nodiscard]] RowChange loss_of(const SideRow& a, const SideRow& b) const {
    if (paired_) return made(a, b, ChangeOf::loss, difference(b.log_slowdown, a.log_slowdown));
    return made(a, b, ChangeOf::loss, a.log_slowdown.values(), b.log_slowdown.values());
  }

 private:
  [[nodiscard]] RowChange made(const SideRow& a, const SideRow& b, ChangeOf of,
                               const std::vector<double>& values_a,
                               const std::vector<double>& values_b) const {
    RowChange change = begun(a, b, of, values_a.size(), values_b.size());
    change.logarithms = difference_of_means(values_b, values_a);
    return ended(std::move(change), a, b);
  }

  [[nodiscard]] RowChange made(const SideRow& a, const SideRow& b, ChangeOf of,
                               const Contrast& contrast) const {
    const std::vector<double> values = contrast.values();
    RowChange change = begun(a, b, of, values.size(), values.size());
    change.logarithms = mean_difference(values);
    return ended(std::move(change), a, b);
  }

  static RowChange begun(const SideRow& a, const SideRow& b, ChangeOf of, std::size_t blocks_a,
                         std::size_t blocks_b) {
    RowChange change;
    change.cell = a.cell;
    change.of = of;
    if (b.cell.allocator != a.cell.allocator) change.other_allocator = b.cell.allocator;
    change.blocks_a = static_cast<int>(blocks_a);
    change.blocks_b = static_cast<int>(blocks_b);
    return change;
  }

  [[nodiscard]] RowChange ended(RowChange change, const SideRow& a, const SideRow& b) const {
    change.verdict = judged(change, margin_);
    if (a.two_kinds || b.two_kinds) {
      change.verdict = Verdict::two_kinds;
      change.logarithms.reset();
      change.reason = "launches are of two kinds";
    } else if (!change.logarithms) {
      change.reason = too_few("A", change.blocks_a);
      if (change.reason.empty()) change.reason = too_few("B", change.blocks_b);
    } else if (change.verdict == Verdict::none) {
      change.reason = "below " + std::to_string(blocks_for_verdict) + " blocks";
    } else if (a.busy || b.busy) {
      change.verdict = Verdict::busy;
      change.reason = "other programs used the CPUs";
    }
    return change;
  }

  bool paired_;
  double margin_;
};

// Where the machine itself changed the same way, nothing is claimed of the rows.
void hold_against_controls(RunChanges& found) {
  for (RowChange& change : found.changes) {
    if (change.control || (change.verdict != Verdict::loss && change.verdict != Verdict::gain)) continue;
    const bool like = std::any_of(found.changes.begin(), found.changes.end(), [&](const RowChange& control) {
      return control.control && control.of == change.of && control.verdict == change.verdict &&
             (change.of == ChangeOf::cost || control.cell.workers == change.cell.workers);
    });
    if (!like) continue;
    change.verdict = Verdict::machine;
    change.reason = "a task that only computes changed the same way";
  }
}

void adjust(std::vector<RowChange>& changes) {
  std::vector<double> p_values;
  std::vector<RowChange*> tested;
  for (RowChange& change : changes) {
    if (change.control || !change.logarithms || change.verdict == Verdict::none ||
        change.verdict == Verdict::busy)
      continue;
    p_values.push_back(p_value_of(*change.logarithms));
    tested.push_back(&change);
  }
  const std::vector<double> adjusted = discovery_adjusted(p_values);
  for (std::size_t i = 0; i < tested.size(); ++i) tested[i]->adjusted_p = adjusted[i];
}

// With more workers than CPUs, a slowdown is that of sharing them: it compares where both share as many.
bool share_otherwise(const SideRow& row, int capacity_a, int capacity_b) {
  return capacity_a != capacity_b && row.cell.workers > std::min(capacity_a, capacity_b);
}

}  // namespace

std::optional<Interval> RowChange::ratio() const {
  if (!logarithms) return std::nullopt;
  return exponential(interval_of(*logarithms, 0.95));
}

ChangeWord word_of(const RowChange& change) {
  if (change.verdict == Verdict::equivalent) return ChangeWord::same;
  const bool stands = change.control || change.adjusted_p.value_or(1) <= discovery_rate;
  if (change.verdict == Verdict::loss && stands) return ChangeWord::worse;
  if (change.verdict == Verdict::gain && stands) return ChangeWord::better;
  return ChangeWord::unknown;
}

RunChanges compare_runs(const ContrastSide& a, const ContrastSide& b, bool one_run) {
  RunChanges found;
  found.paired = one_run;
  found.margin = a.dataset.run.margin;
  found.same_machine = a.dataset.run.machine == b.dataset.run.machine;
  const bool by_allocator = a.allocator.empty() || b.allocator.empty();
  const SideRows rows_a = rows_of(a);
  const SideRows rows_b = rows_of(b);
  found.failed_a = rows_a.failed;
  found.failed_b = rows_b.failed;
  const Comparing comparing(one_run, found.margin);
  std::vector<std::string> matched;
  for (const SideRow& row : rows_a.rows) {
    const std::string key = row_key(row.cell, by_allocator);
    const auto other = std::find_if(rows_b.rows.begin(), rows_b.rows.end(), [&](const SideRow& one) {
      return row_key(one.cell, by_allocator) == key;
    });
    if (other == rows_b.rows.end()) {
      found.only_a.push_back(row_text(row.cell));
      continue;
    }
    matched.push_back(key);
    const bool control = kernel_facts(a.dataset.run.facts, row.cell.kernel).resource == Resource::processor;
    found.has_control = found.has_control || control;
    RowChange change =
        row.cell.workers == one_worker ? comparing.cost_of(row, *other) : comparing.loss_of(row, *other);
    change.control = control;
    if (share_otherwise(row, a.dataset.run.capacity, b.dataset.run.capacity)) {
      change.logarithms.reset();
      change.verdict = Verdict::none;
      change.reason = "A and B have different numbers of CPUs";
    }
    found.changes.push_back(std::move(change));
  }
  for (const SideRow& row : rows_b.rows)
    if (!contains(matched, row_key(row.cell, by_allocator))) found.only_b.push_back(row_text(row.cell));
  hold_against_controls(found);
  adjust(found.changes);
  return found;
}

}  // namespace allocscale
