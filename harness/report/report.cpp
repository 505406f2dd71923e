#include "harness/report/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "harness/base/plural.hpp"
#include "harness/report/run_answer.hpp"

namespace allocscale {
namespace {

// Programs that kernels are held against are not counted.
std::size_t count_programs(const Findings& findings) {
  if (!findings.fidelity.rows.empty()) return 0;
  return static_cast<std::size_t>(
      std::count_if(findings.tables.begin(), findings.tables.end(),
                    [](const KernelTable& table) { return table.kind == KernelKind::program; }));
}

std::vector<Answer> answers_of_kernels(const Findings& findings) {
  Answer answer = run_answer(findings);
  if (answer.lines.empty() && answer.grid.rows.empty()) return {};
  return {std::move(answer)};
}

}  // namespace

Report make_report(Dataset dataset, const EnvironmentOf& environment_of) {
  Report report{std::move(dataset), {}, {}, {}, {}};
  report.findings = analyse(report.dataset);
  if (count_programs(report.findings) == 0)
    report.answers = answers_of_kernels(report.findings);
  else
    report.answers = program_answers(report.dataset, report.findings, environment_of);
  // Of several programs, the tables say more than as many answers would.
  if (report.answers.size() > 1) report.answers.clear();
  return report;
}

Report report_of(Findings findings) {
  std::vector<Answer> answers = answers_of_kernels(findings);
  return {{}, std::move(findings), std::move(answers), {}, {}};
}

std::string answer_page(const Report& report, const TerminalStyle& style) {
  if (!report.answers.empty()) {
    std::string text = render(report.answers, style);
    return text.erase(0, text.find_first_not_of('\n'));
  }
  const std::size_t programs = count_programs(report.findings);
  return programs == 0 ? "No task of this run has an answer of its own; see its tables.\n"
                       : fmt::format("This run has {}, and no answer in ten lines; see its tables.\n",
                                     plural(programs, "program"));
}

}  // namespace allocscale
