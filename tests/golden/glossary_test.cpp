// Does describe have the words of the glossary's page, without the marks of Markdown?
#include "harness/report/glossary.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace allocscale {
namespace {

TEST(Glossary, ARowOfSeveralWordsIsThereOnceForEach) {
  const std::vector<GlossaryWord> words = read_glossary(
      "# Glossary\n\n| word | meaning |\n|---|---|\n"
      "| design: paired, `separate` | where *two* times come from, see [pairs](pairs.md) |\n"
      "| no row\n| twin | a second copy | of the baseline |\n");
  ASSERT_EQ(words.size(), 4U);
  EXPECT_EQ(words[0].name, "design");
  EXPECT_EQ(words[1].name, "paired");
  EXPECT_EQ(words[2].name, "separate");
  EXPECT_EQ(words[2].meaning, "where two times come from, see pairs");
  EXPECT_EQ(words[3].meaning, "a second copy | of the baseline");
}

TEST(Glossary, HasTheWordsOfTheScreens) {
  const std::vector<GlossaryWord> words = glossary();
  for (const char* name :
       {"block", "twin", "grade", "bracket", "ledger", "loss", "cost", "points", "settled", "cold", "MDE",
        "chance?", "slowdown", "verdict", "busy", "two kinds", "interval", "residual"})
    EXPECT_TRUE(std::any_of(words.begin(), words.end(), [&](const GlossaryWord& word) {
      return word.name == name;
    })) << name;
  for (const GlossaryWord& word : words) {
    EXPECT_FALSE(word.meaning.empty()) << word.name;
    EXPECT_EQ(word.meaning.find_first_of("*`"), std::string::npos) << word.name;
  }
}

TEST(Glossary, TheMeaningFitsEightyColumns) {
  EXPECT_EQ(word_text({"twin", "a second copy"}), "  a second copy\n");
}

}  // namespace
}  // namespace allocscale
