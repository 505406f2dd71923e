// Would another allocator make a program faster, alone and beside copies of itself? Each row against the row
// of the same variant under the baseline's allocator, as it is.
#pragma once

#include "harness/analysis/findings.hpp"
#include "harness/analysis/measured_comparison.hpp"

namespace allocscale {

/// Fills in Row::over_baseline of a program's table, whose rows are the comparison's lines in their order.
void add_program_contrasts(const MeasuredComparison& comparison, double margin, KernelTable& table);

}  // namespace allocscale
