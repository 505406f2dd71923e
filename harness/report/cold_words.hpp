// What iteration 0 shows that settled times do not.
#pragma once

#include <string>
#include <vector>

#include "harness/analysis/findings.hpp"

namespace allocscale {

/// "Cold and settled times have different winners: …" and "A loss with 2 workers in iteration 0, and none
/// shown once settled: …"; empty where the table has no cold one, and where the two agree.
[[nodiscard]] std::vector<std::string> cold_sentences(const KernelTable& table);

}  // namespace allocscale
