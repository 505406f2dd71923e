// Of a run with fidelity pairs, for other programs: a line per quantity of a pair, at full precision
// (RFC 4180). Model and program are less their start-up. Quantities:
//   peak_bytes, faults         per element, of one worker alone; per allocator
//   slowdown                   T(P)/T(1) with `workers` P; per allocator
//   calls, requested_bytes     per element, of malloc's callers; of one size class where most_bytes is given
//   time_ns                    per element, alone; per allocator; without a verdict
// Absent is empty. Only the header where a run has no pairs.
#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "harness/report/csv_field.hpp"
#include "harness/report/format.hpp"

namespace allocscale::formats {
namespace {

std::string number(const std::optional<double>& value) { return value ? fmt::format("{}", *value) : ""; }

std::vector<std::string> subject_of(const Findings& findings, std::size_t number) {
  const FidelityPair& pair = findings.run.fidelity.at(number);
  return {findings.run.experiment,         pair.model,   pair.layout,
          fmt::format("{}", pair.size),    pair.program, pair.variant,
          fmt::format("{}", pair.start_up)};
}

std::string row_text(const Findings& findings, const FidelityRow& row) {
  std::vector<std::string> fields = subject_of(findings, row.pair);
  const bool slowdown = row.quantity == FidelityQuantity::slowdown;
  for (std::string field : {row.allocator, std::string(fidelity_quantity_name(row.quantity)),
                            row.most_bytes ? fmt::format("{}", *row.most_bytes) : std::string(),
                            fmt::format("{}", row.workers), number(row.model), number(row.program),
                            number(row.ratio), row.interval ? number(row.interval->low) : std::string(),
                            row.interval ? number(row.interval->high) : std::string(),
                            slowdown ? fmt::format("{}", row.blocks) : std::string(),
                            std::string(fidelity_verdict_name(row.verdict)), row.reason})
    fields.push_back(std::move(field));
  return csv_line(fields);
}

std::string time_text(const Findings& findings, const FidelityTime& time) {
  std::vector<std::string> fields = subject_of(findings, time.pair);
  const bool known = time.model_ns && time.program_ns && *time.program_ns > 0;
  for (std::string field :
       {time.allocator, std::string("time_ns"), std::string(), std::string("1"), number(time.model_ns),
        number(time.program_ns), known ? number(*time.model_ns / *time.program_ns) : std::string(),
        std::string(), std::string(), std::string(), std::string(), std::string()})
    fields.push_back(std::move(field));
  return csv_line(fields);
}

std::string render_fidelity(const Report& report, const TerminalStyle&) {
  const Findings& findings = report.findings;
  static const std::vector<std::string> header = {
      "experiment", "model",       "layout",        "size_elements",      "program",
      "variant",    "start_up",    "allocator",     "quantity",           "most_bytes",
      "workers",    "model_value", "program_value", "model_over_program", "low",
      "high",       "blocks",      "verdict",       "absent_because"};
  std::string text = csv_line(header);
  for (const FidelityRow& row : findings.fidelity.rows) text += row_text(findings, row);
  for (const FidelityTime& time : findings.fidelity.times) text += time_text(findings, time);
  return text;
}

}  // namespace

extern const Format fidelity;
const Format fidelity = {"fidelity", "fidelity.csv",
                         "models beside the programs that they stand for, a line per quantity",
                         &render_fidelity};

}  // namespace allocscale::formats
