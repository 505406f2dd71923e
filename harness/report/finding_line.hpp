// The findings as lines, one for each row at each number of workers: for csv, and for the view of estimates.
#pragma once

#include <string>

#include "harness/analysis/findings.hpp"

namespace allocscale {

/// What one line is about.
struct FindingLine {
  const Findings& findings;
  const KernelTable& table;
  const Row& row;
  const AtWorkers& at;
};

/// Calls take(line) for each: table by table, after each its cold one.
template <class Take>
void each_line(const Findings& findings, const Take& take) {
  const auto of_table = [&](const KernelTable& table) {
    for (const Row& row : table.rows) {
      take(FindingLine{findings, table, row, row.alone});
      for (const AtWorkers& at : row.together) take(FindingLine{findings, table, row, at});
    }
  };
  for (const KernelTable& table : findings.tables) {
    of_table(table);
    for (const KernelTable& cold : table.cold) of_table(cold);
  }
}

/// The trials that did not complete.
[[nodiscard]] int incomplete_trials(const AtWorkers& at);

/// The quality flags raised, each with its number of trials: "migrated:3 throttled:1".
[[nodiscard]] std::string flags_text(const AtWorkers& at);

/// Of "time_ns", see running_time.hpp: "running" or "elapsed"; empty where there is no time.
[[nodiscard]] std::string time_kind(const AtWorkers& at);

/// The slowdown over the least possible, workers/CPUs; empty of no more workers than CPUs.
[[nodiscard]] Estimate per_cpu_share(const AtWorkers& at);

}  // namespace allocscale
