// One document for programs: what ran, the answer, every estimate. docs/report.schema.json describes it.
#include "harness/base/clean_text.hpp"
#include "harness/report/format.hpp"
#include "harness/report/run_json.hpp"

namespace allocscale::formats {
namespace {

// Raised when a member changes its meaning or goes; a new member leaves it as it is.
constexpr int schema_version = 1;

// The lines of the answer, and its table as rows of texts.
Json answer_json(const Answer& answer) {
  Json lines = Json::array(), columns = Json::array(), rows = Json::array();
  if (!answer.head.text.empty())
    lines.push_back({{"word", answer.head.word}, {"text", clean_page(answer.head.text)}});
  for (const AnswerLine& line : answer.lines)
    lines.push_back({{"word", line.word}, {"text", clean_page(line.text)}});
  for (const Column& column : answer.grid.columns) columns.push_back(clean_page(column.name));
  for (const auto& row : answer.grid.rows) {
    Json cells = Json::array();
    for (const GridCell& cell : row) cells.push_back(clean_page(cell.text));
    rows.push_back(cells);
  }
  return {{"lines", lines}, {"table", {{"columns", columns}, {"rows", rows}}}};
}

std::string render_json(const Report& report, const TerminalStyle&) {
  Json json = {{"schema", "allocscale-report"},
               {"version", schema_version},
               {"run", run_json(report.findings)},
               {"allocators", allocators_json(report.findings)},
               {"answer", nullptr},
               {"estimates", estimates_json(report.findings)}};
  if (!report.answers.empty()) json["answer"] = answer_json(report.answers.front());
  return json_text(json, 1) + "\n";
}

}  // namespace

extern const Format json;
const Format json = {"json", "json", "one document for programs, after docs/report.schema.json",
                     &render_json};

}  // namespace allocscale::formats
