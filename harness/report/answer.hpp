// What a run ends with: at most ten lines that can be read alone and acted on.
#pragma once

#include <string>
#include <vector>

#include "harness/analysis/findings.hpp"
#include "harness/report/grid.hpp"
#include "harness/report/terminal.hpp"

namespace allocscale {

/// "SCALING", and what it says.
struct AnswerLine {
  std::string word;
  std::string text;
  int rank = 0;  // where there are too many lines, those of the highest rank go first; 0 always stays
};

struct Answer {
  AnswerLine head;  // above the grid; its word may be empty
  Grid grid;
  std::vector<AnswerLine> lines;
};

inline constexpr int most_answer_lines = 10;
inline constexpr int most_answer_columns = 80;

/// Of a run with fewer blocks than a verdict needs: how many it has, what to type, and about how long that
/// takes.
[[nodiscard]] std::string not_yet_text(const Findings& findings, int blocks);

/// "RUN", and which it is, with so many blocks: "3 of quick, 2026-11-26 20:58, 20 blocks; allocscale report
/// --run 3". Empty where the findings are of no stored run.
[[nodiscard]] std::vector<AnswerLine> run_line(const Findings& findings, int blocks);

/// The answers as a page of at most most_answer_columns. At that width each is at most most_answer_lines
/// long.
[[nodiscard]] std::string render(const std::vector<Answer>& answers, TerminalStyle style);

}  // namespace allocscale
