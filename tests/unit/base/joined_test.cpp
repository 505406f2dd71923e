// Lists as one text.
#include "harness/base/joined.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace allocscale {
namespace {

TEST(JoinedTest, TheSeparatorStandsBetweenTheWordsAndNowhereElse) {
  EXPECT_EQ(joined(std::vector<std::string>{}, ", "), "");
  EXPECT_EQ(joined(std::vector<std::string>{"a"}, ", "), "a");
  EXPECT_EQ(joined(std::vector<std::string>{"a", "", "c"}, ", "), "a, , c");
}

TEST(JoinedTest, NumbersAreWrittenAsShortlyAsTheyCanBeReadBack) {
  EXPECT_EQ(joined(std::vector{1, -2, 3}, ","), "1,-2,3");
  EXPECT_EQ(joined(std::vector{0.1, 2.0}, " "), "0.1 2");
}

TEST(JoinedTest, TheLastOfAListComesAfterAnAnd) {
  EXPECT_EQ(enumerated({}), "");
  EXPECT_EQ(enumerated(std::vector<std::string>{"a"}), "a");
  EXPECT_EQ(enumerated(std::vector<std::string>{"a", "b"}), "a and b");
  EXPECT_EQ(enumerated(std::vector<std::string>{"a", "b", "c"}), "a, b and c");
}

TEST(JoinedTest, OfTooManyTheFirstAreNamedAndTheOthersCounted) {
  const std::vector<std::string> texts{"a", "b", "c"};
  EXPECT_EQ(some_of(texts, 3), "a, b, c");
  EXPECT_EQ(some_of(texts, 2), "a, b and 1 more");
  EXPECT_EQ(some_of({}, 2), "");
}

}  // namespace
}  // namespace allocscale
