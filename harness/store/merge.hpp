// Brings the runs of one store into another, row by row, so that memory does not grow with their size.
#pragma once

#include <vector>

#include "harness/store/connection.hpp"
#include "harness/store/run.hpp"

namespace allocscale {

/// See Store::merge. Throws SetupError that names the file in which something is wrong.
[[nodiscard]] std::vector<MergedRun> merge_runs(Connection& into, Connection& from);

}  // namespace allocscale
