// One experiment on several machines, side by side. Nothing is pooled.
#pragma once

#include <string>
#include <vector>

#include "harness/analysis/findings.hpp"
#include "harness/report/terminal.hpp"

namespace allocscale {

/// A page with a column for each machine, named A, B, …: in what the machines differ, then the slowdowns, the
/// costs and the times alone of every row that one of them has.
[[nodiscard]] std::string machines_text(const std::vector<Findings>& machines, const TerminalStyle& style);

}  // namespace allocscale
