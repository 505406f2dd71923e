// The times of each cell's complete trials, one by one: for formats that other tools compare.
#pragma once

#include <optional>
#include <vector>

#include "harness/report/report.hpp"

namespace allocscale {

/// Of one complete trial, per worker and iteration.
struct TrialTime {
  int block = 0;
  bool flagged = false;  // the trial raised a quality flag
  double time_ns = 0;    // that is judged: running or elapsed, see running_time.hpp
  std::optional<double> cpu_ns;
  std::optional<double> user_ns;
  std::optional<double> system_ns;
};

/// A cell, without the twin's trials, in the order in which they ran.
struct CellTimes {
  Cell cell;
  bool program = false;
  int iterations = 0;  // that a time is the mean of
  std::vector<TrialTime> trials;
};

/// Every cell of the run that has a time.
[[nodiscard]] std::vector<CellTimes> cell_times(const Report& report);

}  // namespace allocscale
