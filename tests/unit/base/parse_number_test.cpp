// Numbers as a machine writes them.
#include "harness/base/parse_number.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace allocscale {
namespace {

TEST(ParseNumberTest, TheWholeTextIsTheNumber) {
  EXPECT_EQ(parse_number<int>("-12"), -12);
  EXPECT_EQ(parse_number<double>("1e3"), 1000.0);
  for (const char* const text : {"", " 1", "1 ", "+1", "1_000", "0x10", "one", "1.5"})
    EXPECT_FALSE(parse_number<int>(text)) << text;
}

TEST(ParseNumberTest, ANumberBeyondTheRangeOfItsTypeIsNone) {
  EXPECT_EQ(parse_number<std::uint8_t>("255"), 255);
  EXPECT_FALSE(parse_number<std::uint8_t>("256"));
  EXPECT_FALSE(parse_number<std::uint8_t>("-1"));
}

}  // namespace
}  // namespace allocscale
