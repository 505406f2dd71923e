// The trials of a table's cells in the order in which they ran, so that a reader can judge noise and drift.
#pragma once

#include <span>
#include <string>

#include "harness/report/cell_times.hpp"

namespace allocscale {

/// A table with a row for each cell that has a time: number, median, least and most, drift, the times as a
/// line, and what to type for one worker of it. Rows of the table link to "ID-N", N being their number.
[[nodiscard]] std::string html_trials(const Report& report, const KernelTable& table,
                                      std::span<const CellTimes> times, const std::string& id);

}  // namespace allocscale
