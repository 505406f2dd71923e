#include "harness/cli/answers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <string>

#include "harness/cli/print.hpp"
#include "harness/launch/program_command.hpp"
#include "harness/report/program_answer.hpp"
#include "harness/report/terminal.hpp"

namespace allocscale {

bool has_programs(const Findings& findings) {
  if (!findings.fidelity.rows.empty()) return false;
  return std::any_of(findings.tables.begin(), findings.tables.end(),
                     [](const KernelTable& table) { return table.kind == KernelKind::program; });
}

void print_program_answer(const Dataset& dataset, const Findings& findings, const Catalog& catalog,
                          bool summary) {
  if (!has_programs(findings)) return;
  const auto environment_of = [&](const std::string& allocator) {
    const Runner* const runner = find_runner(catalog, allocator);
    return runner == nullptr ? std::string()
                             : fmt::format("{}", fmt::join(allocator_environment(Cell{}, *runner, ""), " "));
  };
  const std::vector<Answer> answers = program_answers(dataset, findings, environment_of);
  if (answers.size() == 1)
    print_as_is(render(answers, detect_terminal(STDOUT_FILENO)));
  else if (answers.size() > 1 && summary)
    print_page(fmt::format("This run has {} programs, and no answer in ten lines; see its tables.\n",
                           answers.size()));
}

}  // namespace allocscale
