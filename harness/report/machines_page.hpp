// One experiment on several machines, side by side. Nothing is pooled.
#pragma once

#include <string>
#include <vector>

#include "harness/analysis/findings.hpp"
#include "harness/report/machine_findings.hpp"
#include "harness/report/terminal.hpp"

namespace allocscale {

/// A page with a column for each kind of machine, named A, B, …: in what they differ, then the slowdowns, the
/// costs and the times alone of every row that one of them has. Machines of one kind are replicates: their
/// spread stands beside the error within each, and one that disagrees with its kind is named. Of several runs
/// of one machine that have the same row, the last is shown. `machines` is not empty.
[[nodiscard]] std::string machines_text(const std::vector<MachineFindings>& machines,
                                        const TerminalStyle& style);
[[nodiscard]] std::string machines_text(const std::vector<Findings>& machines, const TerminalStyle& style);

}  // namespace allocscale
