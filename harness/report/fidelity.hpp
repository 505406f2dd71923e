// Models beside the programs that they stand for: the tables, the rules and the sum of one run.
#pragma once

#include <string>
#include <vector>

#include "harness/analysis/findings.hpp"
#include "harness/report/grid.hpp"

namespace allocscale {

/// What is told of one pair.
struct FidelitySection {
  std::string title;                 // "copy of 1,000,000: pyboxed beside py-copy, PYTHONMALLOC=pymalloc"
  Grid measured;                     // a row per allocator: bytes and faults per element, slowdown
  Grid requests;                     // a row per size class: calls, and bytes asked for
  std::vector<std::string> remarks;  // where something fails: what the spec says of it
};

/// One for each of the run's pairs.
[[nodiscard]] std::vector<FidelitySection> fidelity_sections(const Findings& findings);

/// Of each pair the time per element of the model and of the program, and how many times as long the program
/// takes: a column for each allocator.
[[nodiscard]] Grid fidelity_time_grid(const Findings& findings);

/// What each verdict means.
[[nodiscard]] std::vector<std::string> fidelity_rules();

/// "PASS: 150 of 180. FAIL: 12. Not judged: 10 small, 8 open."
[[nodiscard]] std::string fidelity_summary(const Findings& findings);

/// What stands above all of it, and above the times.
inline constexpr const char* fidelity_heading = "Models beside the programs that they stand for";
inline constexpr const char* fidelity_time_note =
    "Running time per element alone, less start-up. It is told and not judged: an interpreter does more than "
    "its memory's work.";

}  // namespace allocscale
