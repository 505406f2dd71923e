// A dry run as a page: in lines where its table fits, in a drawn grid where it is too wide.
#pragma once

#include <string>

#include "harness/plan/dry_run.hpp"
#include "harness/report/terminal.hpp"

namespace allocscale {

/// Totals, the cells and the notes; see render(DryRun).
[[nodiscard]] std::string dry_run_page(const DryRun& run, const TerminalStyle& style);

}  // namespace allocscale
