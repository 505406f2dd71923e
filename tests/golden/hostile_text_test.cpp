// Texts that a terminal, a page or a spreadsheet would obey, in every place of a data set that holds text.
#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

#include "harness/report/attribution_json.hpp"
#include "harness/report/characters.hpp"
#include "harness/report/cliff_map.hpp"
#include "harness/report/explanation.hpp"
#include "harness/report/format.hpp"
#include "harness/report/progress.hpp"
#include "harness/selftest/planted_dataset.hpp"
#include "tests/golden/synthetic_dataset.hpp"
#include "tests/hostile_texts.hpp"

namespace allocscale {
namespace {

Findings findings_with(const std::string& text) {
  Dataset dataset = synthetic_dataset();
  RunDescription& run = dataset.run;
  run.experiment = run.question = run.program = run.command = text;
  run.facts.kernels["concat"].question = run.facts.layouts["boxed"].question = text;
  for (std::string* field : {&run.machine.cpu_model, &run.machine.kernel, &run.machine.libc}) *field = text;
  run.machine.governor = run.machine.hypervisor = run.machine.huge_pages = text;
  for (AllocatorBuild& build : run.builds)
    build.version = build.library_path = build.library_hash = build.binary_hash =
        build.arm_variables.emplace_back() = text;
  for (StoredTrial& trial : dataset.trials)
    if (trial.result.outcome != Outcome::complete) trial.result.message = text;
  return analyse(dataset);
}

std::string rendered(const char* format, const std::string& text, const TerminalStyle& style = {}) {
  return find_format(format).render(report_of(findings_with(text)), style);
}

// The records of RFC 4180.
std::vector<std::vector<std::string>> parse_csv(const std::string& text) {
  std::vector<std::vector<std::string>> records = {{""}};
  bool within = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string& field = records.back().back();
    if (within && text.compare(i, 2, "\"\"") == 0) {
      field += text[i++];
    } else if (text[i] == '"') {
      within = !within;
    } else if (!within && text[i] == ',') {
      records.back().emplace_back();
    } else if (!within && text.compare(i, 2, "\r\n") == 0) {
      records.push_back({""});
      ++i;
    } else {
      field += text[i];
    }
  }
  records.pop_back();
  return records;
}

bool is_number(const std::string& text) {
  double value = 0;
  const char* const end = text.data() + text.size();
  return std::from_chars(text.data(), end, value).ptr == end;
}

// Bars that end a cell: those without a backslash.
std::size_t bars(std::string_view line) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\')
      ++i;
    else if (line[i] == '|')
      ++count;
  }
  return count;
}

TEST(HostileText, NoneReachesATerminal) {
  for (const std::string& text : hostile_texts())
    for (const TerminalStyle& style : {TerminalStyle{}, TerminalStyle{40, false, false, false}}) {
      EXPECT_TRUE(is_harmless(rendered("text", text, style), true)) << text;
    }
}

TEST(HostileText, NoneReachesALineOfProgressOrAMap) {
  for (const std::string& text : hostile_texts()) {
    Progress progress;
    progress.what = text;
    EXPECT_TRUE(is_harmless(progress_line(progress), false)) << text;
    EXPECT_TRUE(is_harmless(progress_bar(progress, {400, false, true, true}), false)) << text;
    CliffLine line;
    line.allocator = line.version = text;
    EXPECT_TRUE(is_harmless(cliff_map(std::vector{line}), true)) << text;
  }
}

TEST(HostileText, APageInMarkdownKeepsItsTables) {
  for (const std::string& text : hostile_texts()) {
    const std::string page = rendered("md", text);
    EXPECT_TRUE(is_harmless(page, true)) << text;
    std::size_t columns = 0;  // of the table that the line is in; 0: of none
    for (const std::string_view line : lines_of(page)) {
      if (!line.starts_with("|")) {
        columns = 0;
        continue;
      }
      if (columns == 0) columns = bars(line);
      EXPECT_EQ(bars(line), columns) << line;
    }
  }
}

TEST(HostileText, NoTextEndsItsCodeSpan) {
  const auto page = [](const std::string& text) { return rendered("md", text); };
  EXPECT_NE(page("/lib/a.so").find("| `/lib/a.so` |"), std::string::npos);
  EXPECT_NE(page("a`b").find("| `` a`b `` |"), std::string::npos);
  EXPECT_NE(page("``a```b`").find("| ```` ``a```b` ```` |"), std::string::npos);
  EXPECT_NE(page("a|b").find("| `a\\|b` |"), std::string::npos);
}

TEST(HostileText, NoTextIsATagALinkOrACharacter) {
  EXPECT_TRUE(rendered("md", "<script> [a](b) &lt;").starts_with("# \\<script> \\[a](b) \\&lt;\n"));
}

TEST(HostileText, NoParagraphBeginsAsAHeadingOrAnItem) {
  EXPECT_NE(rendered("md", "# heading").find("\n\\# heading\n"), std::string::npos);
  EXPECT_NE(rendered("md", "- item").find("\n\\- item\n"), std::string::npos);
}

TEST(HostileText, ATableForProgramsKeepsItsColumnsAndHasNoFormula) {
  for (const std::string& text : hostile_texts()) {
    const std::string table = rendered("csv", text);
    const auto records = parse_csv(table);
    ASSERT_GT(records.size(), 2U);
    for (const auto& record : records) {
      EXPECT_EQ(record.size(), records.front().size());
      for (const std::string& cell : record) {
        EXPECT_TRUE(is_harmless(cell, true)) << cell;
        EXPECT_TRUE(cell.find_first_of("=+-@") != 0 || is_number(cell)) << cell;
      }
    }
  }
  EXPECT_NE(rendered("csv", "=1+1").find("'=1+1,"), std::string::npos);
  EXPECT_EQ(rendered("csv", "a-b").find("'a-b"), std::string::npos);
}

TEST(HostileText, AnExplanationIsWrittenWhateverIsNamed) {
  PlantedExperiment experiment;
  experiment.planted.faults = 40;
  Attribution attribution = attribute(planted_dataset_of(experiment)).at(0);
  for (const std::string& text : hostile_texts()) {
    attribution.kernel = attribution.subject.layout = attribution.subject.allocator = text;
    EXPECT_TRUE(is_harmless(attribution_json(std::vector{attribution}), true)) << text;
    EXPECT_TRUE(is_harmless(explanation(attribution, {}), true)) << text;
  }
}

}  // namespace
}  // namespace allocscale
