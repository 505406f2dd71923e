// Raises the flags of a trial: typed reasons to doubt it. The triggers are fixed in advance and do not depend
// on the cell; they flag a trial and never remove it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "harness/analysis/task_time.hpp"
#include "harness/model/dataset.hpp"
#include "harness/model/quality.hpp"
#include "harness/model/trial.hpp"

namespace allocscale {

/// In how many trials of a cell each flag was raised.
class FlagCounts {
 public:
  void add(QualityFlags flags) {
    for (const QualityFlag flag : flags.list()) ++trials_[static_cast<std::size_t>(flag)];
  }
  void raise(QualityFlag flag, int trials) { trials_[static_cast<std::size_t>(flag)] += trials; }
  [[nodiscard]] int trials(QualityFlag flag) const { return trials_[static_cast<std::size_t>(flag)]; }
  [[nodiscard]] QualityFlags flags() const {
    QualityFlags raised;
    for (std::size_t i = 0; i < trials_.size(); ++i)
      if (trials_[i] > 0) raised.raise(static_cast<QualityFlag>(i));
    return raised;
  }

 private:
  std::array<int, quality_flags.size()> trials_{};
};

/// For how long the trial could use its CPUs: the makespan. A paired trial has none, since it holds workers
/// in between; its whole time stands for it, which is a few milliseconds longer. Absent where neither was
/// reported.
[[nodiscard]] std::optional<std::int64_t> measured_span_ns(const TrialResult& trial);

/// The flags that one complete trial raises by its own readings; an absent reading raises none.
///   start-skew    first to last start > 1 % of T
///   steal         > 1 % of what the trial's CPUs could give, min(workers, capacity) · measured span
///   strangers     > 5 % of one CPU over the measured span
///   throttled, major-faults > 0; migrated > 0 in a pinned worker; low-overlap < 90 %
///   oversubscribed workers > capacity
/// `capacity` in CPUs.
[[nodiscard]] QualityFlags trial_flags(const TrialResult& trial, const Cell& cell, IterationRange iterations,
                                       int capacity);

/// These, and those of its block: resumed-block, and disturbed where the block is.
[[nodiscard]] QualityFlags stored_flags(const StoredTrial& trial, const Cell& cell, IterationRange iterations,
                                        int capacity, bool disturbed);

}  // namespace allocscale
