// What a format writes of a run: its trials, what was found in them, and what it ends with.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "harness/analysis/findings.hpp"
#include "harness/attribution/attribution.hpp"
#include "harness/model/dataset.hpp"
#include "harness/report/answer.hpp"
#include "harness/report/program_answer.hpp"

namespace allocscale {

/// Draws a script of plot_script(): the SVG. Throws SetupError where it cannot.
using Draw = std::function<std::string(const std::string& script)>;

struct Report {
  Dataset dataset;
  Findings findings;
  std::vector<Answer> answers;  // none where the tables say more than ten lines could
  AskWork ask_work = {};        // what the runners declare; may be empty
  Draw draw = {};               // of formats with pictures; empty: they have none
};

/// Analyses the trials of a run of kernels or of programs. `environment_of`: of the lines that put a program
/// under an allocator.
[[nodiscard]] Report make_report(Dataset dataset, const EnvironmentOf& environment_of);

/// A report of findings of kernels, without trials.
[[nodiscard]] Report report_of(Findings findings);

/// Its answers as a page; where it has none, a line that says so.
[[nodiscard]] std::string answer_page(const Report& report, const TerminalStyle& style);

}  // namespace allocscale
