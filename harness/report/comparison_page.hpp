// What changed from A to B, in words: worse, better, cannot be told, the same; and whether limits hold.
#pragma once

#include <span>
#include <string>

#include "harness/analysis/change_limit.hpp"
#include "harness/analysis/run_contrast.hpp"
#include "harness/report/comparison_words.hpp"
#include "harness/report/terminal.hpp"

namespace allocscale {

/// How a gate ends.
enum class GateEnd { held, trials_failed, exceeded, open };

/// trials_failed where a trial of either run failed; else as worst_of(). Without limits it is held.
[[nodiscard]] GateEnd gate_end(const RunChanges& changes, std::span<const ChangeLimit> limits,
                               std::span<const Held> held);

/// The page; its last line is comparison_line(), not folded.
[[nodiscard]] std::string comparison_page(const ComparisonWords& words, const TerminalStyle& style);

/// One line for a log: how many rows are worse, better, the same and untold, and what became of the limits.
[[nodiscard]] std::string comparison_line(const ComparisonWords& words);

/// The rows as a JUnit report: a test case for each change and limit (without limits, for each change), a
/// failure where a limit is exceeded, skipped where that cannot be told.
[[nodiscard]] std::string comparison_junit(const ComparisonWords& words);

}  // namespace allocscale
