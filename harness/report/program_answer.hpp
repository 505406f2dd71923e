// The answer of `exec`, to be read alone: would an allocator help this program here, by how much, at what
// price, and what proves it?
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "harness/analysis/findings.hpp"
#include "harness/model/dataset.hpp"
#include "harness/report/answer.hpp"

namespace allocscale {

/// What stands before a command so that it runs under the allocator: "LD_PRELOAD=/usr/lib/libmimalloc.so.2".
using EnvironmentOf = std::function<std::string(const std::string& allocator)>;

/// One for each program of the run; its grid has a row for each allocator, with the first variant. An
/// allocator is recommended only where its interval shows it to be faster, and that stands among all
/// contrasts of the run.
[[nodiscard]] std::vector<Answer> program_answers(const Dataset& dataset, const Findings& findings,
                                                  const EnvironmentOf& environment_of);

}  // namespace allocscale
