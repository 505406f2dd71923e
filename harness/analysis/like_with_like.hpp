// What does one allocator, layout or setting cost alone, in place of the baseline's? Each row is compared
// with a row that differs from it in one thing only: contiguous mimalloc with contiguous glibc and with boxed
// mimalloc. Against boxed glibc two things would differ, and the layout's gain would hide what the allocator
// costs.
//
// An arm is compared with its own allocator where the table has that: mimalloc:retain with mimalloc. A row
// whose setting differs from the baseline's in several factors is compared with a row that is one of these
// changes short of it, the first in the table. Where there is none, it is not compared.
#pragma once

#include <optional>

#include "harness/analysis/measured_comparison.hpp"

namespace allocscale {

/// Fills in the costs of the table's rows, which are the comparison's lines in their order, and flags a row
/// whose cost a few blocks decide. `baselines_deviation` is what the baseline's ln time alone is known to
/// deviate by over blocks: the least deviation of each contrast that it takes part in.
void add_costs(const MeasuredComparison& comparison, double margin, std::optional<double> baselines_deviation,
               KernelTable& table);

}  // namespace allocscale
