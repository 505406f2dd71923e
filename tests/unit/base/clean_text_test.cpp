// Text of others, made safe to show.
#include "harness/base/clean_text.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tests/hostile_texts.hpp"

namespace allocscale {
namespace {

TEST(CleanText, OrdinaryTextStays) {
  for (const char* text : {"", "a b", "× µ ± – − ≥ … █ →", "größe 中文 😀", "C:\\x|y`z*"}) {
    EXPECT_EQ(clean_line(text), text);
    EXPECT_EQ(clean_page(text), text);
  }
}

TEST(CleanText, WhatIsObeyedIsMarked) {
  EXPECT_EQ(clean_line("\x1b[31mred\x7f"), "?[31mred?");
  EXPECT_EQ(clean_line("a\nb\tc\rd"), "a b c?d");
  EXPECT_EQ(clean_line("a\u009b31m \u202e\u2066\u200b\ufeff"), "a?31m ????");
  EXPECT_EQ(clean_line("\xff\xc3"), "??");
  EXPECT_EQ(clean_line("\xed\xa0\x80 \xc0\xaf \xf4\x90\x80\x80"), "??? ?? ????");
  EXPECT_EQ(clean_line("a\x1b", '_'), "a_");
  EXPECT_EQ(clean_page("a\r\nb\rc\n\td"), "a\nb?c\n d");
}

TEST(CleanText, NoHostileTextRemainsAndASecondTimeChangesNothing) {
  const auto texts = hostile_texts();
  ASSERT_GT(texts.size(), 50U);
  for (const std::string& text : texts) {
    EXPECT_TRUE(is_harmless(clean_line(text), false)) << text;
    EXPECT_TRUE(is_harmless(clean_page(text), true)) << text;
    EXPECT_EQ(clean_line(clean_line(text)), clean_line(text));
    EXPECT_EQ(clean_page(clean_page(text)), clean_page(text));
    if (is_harmless(text, false)) {
      EXPECT_EQ(clean_line(text), text);
    }
  }
}

TEST(CleanText, IsCutBetweenCharacters) {
  EXPECT_EQ(cut_text("aäb", 2), "a");
  EXPECT_EQ(cut_text("aäb", 3), "aä");
  EXPECT_EQ(cut_text("aäb", 4), "aäb");
  EXPECT_EQ(cut_text("\x80\x80\x80", 2), "");
}

}  // namespace
}  // namespace allocscale
