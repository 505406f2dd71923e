// What a run ends with, for whichever command prints it.
#pragma once

#include "harness/analysis/findings.hpp"
#include "harness/model/catalog.hpp"
#include "harness/model/dataset.hpp"

namespace allocscale {

/// Whether the run has programs of the user's whose answers are no part of its tables. Those that kernels are
/// held against have none.
[[nodiscard]] bool has_programs(const Findings& findings);

/// Prints the answer of a run of one program; nothing for other runs. Of several programs, the tables say
/// more than as many answers would. `catalog` knows the line that puts an allocator under a program;
/// `summary`: nothing else was printed.
void print_program_answer(const Dataset& dataset, const Findings& findings, const Catalog& catalog,
                          bool summary);

}  // namespace allocscale
