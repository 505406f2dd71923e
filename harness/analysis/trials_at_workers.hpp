// The trials of one row of a table at one number of workers, gathered and reduced to their values.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "harness/analysis/findings.hpp"
#include "harness/analysis/pairing.hpp"
#include "harness/analysis/settling.hpp"
#include "harness/model/dataset.hpp"

namespace allocscale {

/// What the tables need of one complete trial. Absent where the trial did not report it.
struct TrialFacts {
  std::optional<double> time_ns;        // T: the time that is judged, see running_time.hpp
  std::optional<double> waiting_share;  // of the elapsed time; absent where elapsed time is judged
  PhaseMeans per_iteration;             // of those that are measured
  std::array<std::optional<double>, phase_names.size()> phase_ns;  // elapsed, likewise
  std::optional<double> settling_ns;  // as time_ns, of the iterations before those that are settled
  std::optional<double> cold_minor_faults;
  WorkerMeans per_worker;
  TrialMeans per_trial;
  std::optional<double> peak_bytes;
  QualityFlags flags;
};

[[nodiscard]] TrialFacts trial_facts(const StoredTrial& trial, const Cell& cell,
                                     const CellIterations& iterations, int capacity, bool disturbed);

/// One cell, or the twin's copy of it.
struct TrialsAtWorkers {
  Cell cell;
  CellIterations iterations;
  std::map<Place, TrialFacts> complete;  // the last one, where a place was run again
  std::vector<Incomplete> incomplete;    // in order of first appearance

  /// `disturbed`: the trial's block is.
  void add(const StoredTrial& trial, int capacity, bool disturbed = false);
  /// ln T of the trials that have one.
  [[nodiscard]] Series log_times() const;
  /// ln of the elapsed time of the trials that have one.
  [[nodiscard]] Series log_elapsed() const;
};

/// The columns that need no other trials: time, CPU time, faults, memory, flags and failures; slowdown and
/// correction left empty.
[[nodiscard]] AtWorkers describe_trials(const TrialsAtWorkers& trials, int capacity);

/// The geometric mean of exp(values) with its interval. `missing` is the reason given when there is no value.
[[nodiscard]] Estimate ratio_estimate(const Contrast& contrast, const std::string& missing);

/// A contrast of ln times, judged; its p value is not yet adjusted. `least_deviation`: see judge().
[[nodiscard]] Effect effect_of(const Contrast& contrast, double margin, std::optional<double> least_deviation,
                               const std::string& missing);

/// Whether the trials waited so long for a CPU that nothing is claimed of them.
[[nodiscard]] bool waited(const AtWorkers& at);

/// Claims nothing of times that waited for a CPU: no verdict, no part in the family of tests, and no effect
/// that would have been found.
void withhold(Effect& effect);

/// Takes away a mean over launches of two kinds, which no launch has.
void refuse_mean(Estimate& estimate);

/// Likewise a ratio of which one part is such a mean, and all that was concluded from it: Verdict::two_kinds.
void refuse_mean(Effect& effect);

}  // namespace allocscale
