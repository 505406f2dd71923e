// One process for each benchmark, one output for all.
#pragma once

#include <string>
#include <vector>

#include "harness/microbench/options.hpp"

namespace allocscale::microbench {

/// Runs every name in a forked process, one after the other, and puts together what they print: on standard
/// output, and in the file of --benchmark_out. The library must have been initialised with no such file.
/// Returns the exit status: that of the first process that failed, 128 + signal when interrupted (what is
/// complete is written all the same), else 0. Throws std::runtime_error when the file cannot be written.
[[nodiscard]] int run_one_by_one(const std::string& program, const std::vector<std::string>& names,
                                 const Arguments& arguments);

}  // namespace allocscale::microbench
