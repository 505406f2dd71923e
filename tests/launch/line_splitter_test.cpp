// Lines come out whole, however the pipe cuts them.
#include "harness/launch/line_splitter.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace allocscale {
namespace {

using Lines = std::vector<std::string>;

Lines fed(LineSplitter& splitter, std::string_view piece, bool accepted = true) {
  Lines lines;
  EXPECT_EQ(splitter.feed(piece, [&](const std::string& line) { lines.push_back(line); }), accepted);
  return lines;
}

TEST(LineSplitterTest, JoinsPiecesAndCutsLines) {
  LineSplitter splitter(100);
  EXPECT_EQ(fed(splitter, "one\ntw"), Lines{"one"});
  EXPECT_EQ(splitter.unfinished(), "tw");
  EXPECT_EQ(fed(splitter, ""), Lines{});
  EXPECT_EQ(fed(splitter, "o"), Lines{});
  EXPECT_EQ(fed(splitter, "\n\nthree\n"), (Lines{"two", "", "three"}));
  EXPECT_EQ(splitter.unfinished(), "");
}

TEST(LineSplitterTest, TakesALineOfTheLongestLengthAndRefusesOneMore) {
  LineSplitter splitter(3);
  EXPECT_EQ(fed(splitter, "abc\n"), Lines{"abc"});
  EXPECT_EQ(fed(splitter, "ab"), Lines{});
  EXPECT_EQ(fed(splitter, "cd\nx\n", false), Lines{});
  EXPECT_EQ(fed(splitter, "y\n", false), Lines{}) << "refused once, refused for good";
}

}  // namespace
}  // namespace allocscale
