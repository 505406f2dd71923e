// Is a text as wide as it looks?
#include "harness/report/characters.hpp"

#include <gtest/gtest.h>

namespace allocscale {
namespace {

TEST(Characters, WidthCountsCharactersAndNotBytes) {
  EXPECT_EQ(display_width("1.31×"), 5U);
  EXPECT_EQ(display_width("17.2 µs ±1.2 %"), 14U);
  EXPECT_EQ(display_width("−41 % (−44 to −38)"), 18U);
  EXPECT_EQ(display_width(""), 0U);
}

TEST(Characters, PaddingNeverCuts) {
  EXPECT_EQ(pad_right("±1", 4), "±1  ");
  EXPECT_EQ(pad_left("±1", 4), "  ±1");
  EXPECT_EQ(pad_left("88,237", 3), "88,237");
}

TEST(Characters, AsciiKeepsTheMeaning) {
  EXPECT_EQ(to_ascii("1.31× 2 µs ±1 % −3 1–2 — ≥"), "1.31x 2 us +-1 % -3 1-2 - >=");
  EXPECT_EQ(to_ascii("é"), "?");
}

TEST(Characters, FoldsAtSpacesOnly) {
  EXPECT_EQ(folded("one two three", 7), (std::vector<std::string>{"one two", "three"}));
  EXPECT_EQ(folded("/a/very/long/path is whole", 6),
            (std::vector<std::string>{"/a/very/long/path", "is", "whole"}));
  EXPECT_EQ(folded("more than 5 % of it", 11), (std::vector<std::string>{"more than", "5 % of it"}));
  EXPECT_EQ(folded("(within 5 %, or not)", 11), (std::vector<std::string>{"(within", "5 %, or", "not)"}));
  EXPECT_TRUE(folded("", 7).empty());
  EXPECT_EQ(folded("as written\nin a file", 40), (std::vector<std::string>{"as written in a file"}));
}

}  // namespace
}  // namespace allocscale
