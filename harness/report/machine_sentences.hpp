// What is said of the machine before any table.
#pragma once

#include <string>
#include <vector>

#include "harness/analysis/findings.hpp"

namespace allocscale {

/// What stands before every other sentence: that the machine was busy, and that the control which only
/// computes is not as fast with several workers as alone. Empty where neither is so.
[[nodiscard]] std::vector<std::string> machine_sentences(const Findings& findings);

}  // namespace allocscale
