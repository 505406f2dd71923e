// Counts the tables. Is an output format one new file?
#include <string>

#include "harness/report/format.hpp"

namespace allocscale::formats {
namespace {

std::string render(const Report& report, const TerminalStyle&) {
  const Findings& findings = report.findings;
  return "dummy: " + findings.run.experiment + ", tables: " + std::to_string(findings.tables.size()) + "\n";
}

}  // namespace

extern const Format dummy;
const Format dummy = {"dummy", "txt", "The number of tables", &render};

}  // namespace allocscale::formats
