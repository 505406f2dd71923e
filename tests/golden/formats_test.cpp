// Do the formats survive what a message or a path may hold?
#include <gtest/gtest.h>

#include <algorithm>

#include "harness/report/characters.hpp"
#include "harness/report/format.hpp"
#include "tests/unit/analysis/made_trial.hpp"

namespace allocscale {
namespace {

// One cell whose only trial failed with `message`.
Findings failed_with(const std::string& message) {
  Dataset dataset;
  dataset.experiment = "quick";
  dataset.baseline = {"boxed", "glibc"};
  dataset.cells = {made_cell("boxed", "glibc", 1)};
  TrialResult result;
  result.message = message;
  add_trial(dataset, 0, 0, result);
  return analyse(dataset);
}

std::string rendered(const char* format, const std::string& message) {
  return find_format(format).render(failed_with(message), {});
}

// RFC 4180, section 2, rules 5 to 7.
TEST(Csv, QuotesWhatWouldBreakALine) {
  EXPECT_NE(rendered("csv", "plain").find(",failed,plain,"), std::string::npos);
  EXPECT_NE(rendered("csv", "a, b").find(",failed,\"a, b\","), std::string::npos);
  EXPECT_NE(rendered("csv", "a\nb").find(",failed,\"a\nb\","), std::string::npos);
  EXPECT_NE(rendered("csv", "said \"no\"").find(",failed,\"said \"\"no\"\"\","), std::string::npos);
}

TEST(Csv, EveryLineHasEveryColumnAndAbsentIsEmpty) {
  const std::string text = rendered("csv", "plain");
  const auto lines = lines_of(text);
  ASSERT_EQ(lines.size(), 3U);  // head, one row, and nothing after the last line break
  EXPECT_EQ(std::count(lines[0].begin(), lines[0].end(), ','),
            std::count(lines[1].begin(), lines[1].end(), ','));
  EXPECT_NE(lines[1].find(",failed,plain,,,,0,failed,"),
            std::string_view::npos);  // time, low, high, blocks, reason
}

TEST(Markdown, AMessageCannotBreakATableOrStartMarkup) {
  EXPECT_NE(rendered("md", "a|b *c* <d>").find("failed: a\\|b \\*c\\* \\<d>."), std::string::npos);
}

TEST(Formats, AllSayWhyACellHasNoNumber) {
  for (const Format* format : all_formats())
    EXPECT_NE(format->render(failed_with("killed by SIGSEGV"), {}).find("killed by SIGSEGV"),
              std::string::npos)
        << format->name;
}

}  // namespace
}  // namespace allocscale
