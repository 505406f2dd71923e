// One process for each benchmark, one output for all.
#pragma once

#include <string>
#include <vector>

#include "harness/microbench/options.hpp"

namespace allocscale::microbench {

/// Runs every name in a process of its own, one after the other, and writes what the arguments ask for: the
/// table (or the merged document) on standard output, and the merged document in the --benchmark_out file.
/// Returns the exit status: that of the first child that failed, 128 + signal when interrupted (what is
/// complete is written all the same), else 0.
[[nodiscard]] int run_each(const std::string& program, const std::vector<std::string>& names,
                           const Arguments& arguments);

}  // namespace allocscale::microbench
