// Are moments written as they are read?
#include "harness/base/date_text.hpp"

#include <gtest/gtest.h>
#include <time.h>

#include <cstdlib>

namespace allocscale {
namespace {

constexpr std::int64_t moment_ns = 1'764'190'683'000'000'000;  // date -u -d @1764190683

TEST(DateText, UtcIsIso8601) {
  EXPECT_EQ(utc_time_text(0), "1970-01-01T00:00:00Z");
  EXPECT_EQ(utc_time_text(moment_ns), "2025-11-26T20:58:03Z");
}

TEST(DateText, LocalIsThatOfTheTimeZone) {
  ::setenv("TZ", "UTC-2", 1);  // two hours ahead of UTC (POSIX)
  ::tzset();
  EXPECT_EQ(local_time_text(moment_ns), "2025-11-26 22:58");
  ::unsetenv("TZ");
  ::tzset();
}

TEST(DateText, WhatNoYearHoldsIsAText) {
  EXPECT_FALSE(utc_time_text(INT64_MAX).empty());
  EXPECT_FALSE(local_time_text(INT64_MIN).empty());
}

TEST(DateText, ASpanIsAClock) {
  EXPECT_EQ(clock_span_text(0), "0:00");
  EXPECT_EQ(clock_span_text(134'400'000'000), "2:14");
  EXPECT_EQ(clock_span_text(3'599'600'000'000), "1:00:00");
  EXPECT_EQ(clock_span_text(3'734'000'000'000), "1:02:14");
}

}  // namespace
}  // namespace allocscale
