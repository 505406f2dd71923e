// Do the reports still look as they were last approved?
#include "tests/golden/golden.hpp"

#include <gtest/gtest.h>

#include "harness/analysis/findings.hpp"
#include "harness/base/error.hpp"
#include "harness/report/characters.hpp"
#include "harness/report/format.hpp"
#include "tests/golden/synthetic_dataset.hpp"

namespace allocscale {
namespace {

std::string rendered(const char* format, const TerminalStyle& style = {}) {
  return find_format(format).render(report_of(analyse(synthetic_dataset())), style);
}

TEST(Golden, TextForAWideTerminal) { expect_golden("wide.txt", rendered("text", {120, false, true})); }

TEST(Golden, TextForAnOrdinaryTerminal) {
  expect_golden("ordinary.txt", rendered("text", {80, false, true}));
}

TEST(Golden, TextForANarrowTerminal) { expect_golden("narrow.txt", rendered("text", {40, false, true})); }

TEST(Golden, TextInAsciiWithColours) { expect_golden("ascii.txt", rendered("text", {120, true, false})); }

TEST(Golden, Markdown) { expect_golden("report.md", rendered("md")); }

TEST(Golden, MarkdownWithPhases) {
  expect_golden("phases.md", rendered("md", {.wide = true}));
  EXPECT_EQ(rendered("csv", {.wide = true}), rendered("csv")) << "its columns are always all there";
}

TEST(Golden, TextHasThePhasesWhereTheyAreAskedFor) {
  const std::string text = rendered("text", {.columns = 400, .wide = true});
  for (const char* phase :
       {"build, elapsed", "operate, elapsed", "teardown, elapsed", "Build, operate, teardown:"}) {
    EXPECT_NE(text.find(phase), std::string::npos) << phase;
    EXPECT_EQ(rendered("text", {.columns = 400}).find(phase), std::string::npos) << phase;
  }
}

TEST(Golden, Csv) { expect_golden("report.csv", rendered("csv"), numbers_rounded); }

TEST(Golden, NoLineIsWiderThanTheTerminal) {
  for (const int columns : {40, 60, 80, 100, 120, 200}) {
    const std::string text = rendered("text", {columns, false, true});
    for (const std::string_view line : lines_of(text)) {
      if (line.find("/usr/lib") != std::string_view::npos)
        continue;  // a path is one word and is never broken
      ASSERT_LE(display_width(line), static_cast<std::size_t>(columns)) << line;
    }
  }
}

TEST(Golden, AsciiMeansAscii) {
  for (const char c : rendered("text", {120, true, false})) ASSERT_GE(c, '\0');
}

TEST(Golden, ColoursOnlyWhenAskedFor) {
  EXPECT_EQ(rendered("text", {120, false, true}).find('\033'), std::string::npos);
  EXPECT_NE(rendered("text", {120, true, true}).find("\033[31mLOSS\033[0m"), std::string::npos);
}

TEST(Golden, AnEmptyStoreIsNoCrash) {
  for (const Format* format : all_formats())
    EXPECT_FALSE(format->render(report_of(analyse(Dataset{})), {}).empty());
}

TEST(Formats, AreFoundByNameAndTheNearestIsNamed) {
  EXPECT_EQ(find_format("md").extension, "md");
  try {
    (void)find_format("cvs");
    FAIL() << "cvs is no format";
  } catch (const RequestError& error) {
    EXPECT_STREQ(error.what(), "there is no output format 'cvs'; did you mean 'csv'?");
  }
}

}  // namespace
}  // namespace allocscale
