// The self-test's results, one per line, each beside the value it must have.
#pragma once

#include <string>

#include "harness/report/format.hpp"
#include "harness/selftest/results.hpp"

namespace allocscale {

/// Simulated truth, planted against named, dose slopes, twins, and whether all of it is as it must be. What
/// was not measured is left out. No line is wider than the terminal, words aside that are.
[[nodiscard]] std::string selftest_report(const SelftestResults& results, const TerminalStyle& style);

}  // namespace allocscale
