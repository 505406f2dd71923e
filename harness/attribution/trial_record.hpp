// The record of one complete trial that the ledgers use, and the means of records over a block.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "harness/analysis/pairing.hpp"
#include "harness/analysis/task_time.hpp"
#include "harness/attribution/time_ledger.hpp"
#include "harness/model/dataset.hpp"
#include "harness/model/metric.hpp"
#include "harness/model/quality.hpp"

namespace allocscale {

/// The events of the CPU's counters that corroborate what the times show, and those that a run asks for.
inline constexpr std::array counted_metrics = {
    PhaseMetric::instructions, PhaseMetric::cycles,      PhaseMetric::llc_misses, PhaseMetric::raw_event_1,
    PhaseMetric::raw_event_2,  PhaseMetric::raw_event_3, PhaseMetric::raw_event_4};

/// Means per worker and iteration. A value is absent where the trial did not report it.
struct TrialRecord {
  double time_ns = 0;                               // T: the time that is judged, see running_time.hpp
  double first_ns = 0;                              // T of worker 0 alone
  std::optional<double> operate_ns;                 // of the phase operate, judged as T
  std::optional<double> waiting_share;              // of the elapsed time; absent where that is judged
  std::optional<PhaseTimes> whole;                  // of all phases
  std::array<std::optional<PhaseTimes>, 3> phases;  // by Phase
  double repeats = 1;                               // workers · iterations in these means
  std::optional<double> minor_faults;
  std::optional<double> operate_faults;  // minor, of the phase operate
  std::optional<double> left_bytes;      // a worker's proportional memory after the last stop
  std::optional<double> retained_bytes;  // what its allocator says that it keeps then
  std::optional<double> peak_bytes;
  std::optional<double> null_replay_ns;
  std::optional<double> sibling_rate;  // over the rate asked for; mean of the siblings
  std::array<std::optional<double>, counted_metrics.size()> counted = {};  // by counted_metrics
  QualityFlags flags;
};

/// The trial's record over the iterations. `running`: running time is judged, see running_time.hpp. Absent
/// where the trial is not complete or has no T.
[[nodiscard]] std::optional<TrialRecord> trial_record(const TrialResult& trial, IterationRange iterations,
                                                      bool running);

/// The trials of one cell.
using Records = std::map<Place, TrialRecord>;

/// One number per block: the mean over its sub-blocks of the value that `field` returns, which is a
/// std::optional<double> of a const TrialRecord&. A block in which a value is absent is absent.
template <class Field>
[[nodiscard]] BlockValues block_means(const Records& records, Field field) {
  struct Sum {
    double sum = 0;
    int count = 0;
    bool whole = true;
  };
  std::map<int, Sum> sums;
  for (const auto& [place, record] : records) {
    const std::optional<double> value = field(record);
    Sum& sum = sums[place.block];
    sum.whole = sum.whole && value.has_value();
    sum.sum += value.value_or(0);
    ++sum.count;
  }
  BlockValues means;
  for (const auto& [block, sum] : sums)
    if (sum.whole) means[block] = sum.sum / sum.count;
  return means;
}

/// T by block, ns: the geometric mean over its sub-blocks, as that of a table.
[[nodiscard]] BlockValues block_times(const Records& records);

/// The judged time of the phase `operate` by block, ns per worker and iteration.
[[nodiscard]] BlockValues operate_times(const Records& records);

/// The pairs of values of the blocks that both have, in the order of the blocks.
[[nodiscard]] std::vector<std::pair<double, double>> in_common(const BlockValues& one,
                                                               const BlockValues& other);

}  // namespace allocscale
