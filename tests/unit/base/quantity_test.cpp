#include "harness/base/quantity.hpp"

#include <gtest/gtest.h>

namespace allocscale {
namespace {

TEST(Quantity, DurationsHaveThreeDigitsAndTheUnitThatFits) {
  EXPECT_EQ(format_duration(812), "812 ns");
  EXPECT_EQ(format_duration(999.6), "1.00 µs");
  EXPECT_EQ(format_duration(37'140'000), "37.1 ms");
  EXPECT_EQ(format_duration(1.236e9), "1.24 s");
  EXPECT_EQ(format_duration(-2.5e6), "-2.50 ms");
}

TEST(Quantity, SpansAreForPeople) {
  EXPECT_EQ(format_span(41.7), "42 s");
  EXPECT_EQ(format_span(185), "3 min 5 s");
  EXPECT_EQ(format_span(7260), "2 h 1 min");
}

TEST(Quantity, BytesAreBinary) {
  EXPECT_EQ(format_bytes(1023), "1023 B");
  EXPECT_EQ(format_bytes(1024), "1.00 KiB");
  EXPECT_EQ(format_bytes(1.5 * (1 << 30)), "1.50 GiB");
}

TEST(Quantity, CountsAreGroupedByThree) {
  EXPECT_EQ(format_count(0), "0");
  EXPECT_EQ(format_count(999), "999");
  EXPECT_EQ(format_count(657065), "657,065");
  EXPECT_EQ(format_count(-1234567), "-1,234,567");
}

TEST(Quantity, SpansAreRead) {
  EXPECT_EQ(parse_span("90"), 90.0);
  EXPECT_EQ(parse_span("90s"), 90.0);
  EXPECT_EQ(parse_span("5m"), 300.0);
  EXPECT_EQ(parse_span("1.5h"), 5400.0);
  EXPECT_EQ(parse_span("8784h"), 366.0 * 24 * 3600);
  for (const char* wrong : {"", "m", "soon", "0", "-3", "5 m", "inf", "nan", "5mm", "8785h", "1e308h"})
    EXPECT_EQ(parse_span(wrong), std::nullopt) << wrong;
}

TEST(Quantity, CountsAreRead) {
  EXPECT_EQ(parse_count("80_000"), 80000U);
  EXPECT_EQ(parse_count("18446744073709551615"), 18446744073709551615U);
  for (const char* wrong : {"", "_1", "-1", "1e3", "18446744073709551616", "99999999999999999999"})
    EXPECT_EQ(parse_count(wrong), std::nullopt) << wrong;
}

TEST(Quantity, AmountsAreReadAsPeopleTypeThem) {
  for (const char* two_million : {"2000000", "2_000_000", "2m", "2M", "2e6", "2000k", "0.002G", "2.0e3K"})
    EXPECT_EQ(parse_amount(two_million), 2'000'000U) << two_million;
  EXPECT_EQ(parse_amount("2Mi"), 2U * 1024 * 1024);
  EXPECT_EQ(parse_amount("1.5Ki"), 1536U);
  EXPECT_EQ(parse_amount("18446744073709551615"), 18446744073709551615U);
  for (const char* wrong :
       {"", "M", "Mi", "2i", "2MM", "-2M", "1e30", "0.5", "1.0001k", "2 M", "inf", "nan", "0x10", "e6"})
    EXPECT_EQ(parse_amount(wrong), std::nullopt) << wrong;
}

}  // namespace
}  // namespace allocscale
