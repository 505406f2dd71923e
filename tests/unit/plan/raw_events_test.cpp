// Perf events by code: perf's syntax, with or without a name; what is none is named.
#include "harness/plan/raw_events.hpp"

#include <gtest/gtest.h>

#include "tests/unit/plan/samples.hpp"

namespace allocscale {
namespace {

std::string complaint(const std::string& words) {
  return request_error([&] { (void)parse_raw_events(words); });
}

TEST(RawEventsTest, ACodeIsHexadecimalAndItsOwnNameUnlessOneIsGiven) {
  EXPECT_EQ(parse_raw_events("r3c,loads=r1D0"), (std::vector<RawEvent>{{"r3c", 0x3c}, {"loads", 0x1d0}}));
  EXPECT_EQ(parse_raw_events("all=rffffffffffffffff"), (std::vector<RawEvent>{{"all", ~std::uint64_t{0}}}));
  EXPECT_EQ(raw_event_text({"loads", 0x1d0}), "loads (r1d0)");
}

TEST(RawEventsTest, WhatIsNoRawEventIsNamed) {
  for (const char* word :
       {"3c", "r", "rxyz", "r3c ", "cycles", "=r3c", "loads=", "r-1", "r0x3c", "r1ffffffffffffffff", ""})
    EXPECT_EQ(complaint(word), "--event: '" + std::string(word) +
                                   "' is no raw event; expected rNNNN, a hexadecimal code, or NAME=rNNNN");
  EXPECT_NE(complaint("r3c,").find("'' is no raw event"), std::string::npos);
  for (const char* name : {"wall_ns", "cycles", "peak_bytes", "steal_ns"})
    EXPECT_NE(complaint(name + std::string("=r1")).find("is the name of a metric"), std::string::npos)
        << name;
  EXPECT_EQ(complaint("r3c,a=r03c"), "--event: a (r3c) comes twice");
  EXPECT_EQ(complaint("a=r1,a=r2"), "--event: a (r2) comes twice");
  EXPECT_EQ(complaint("r1,r2,r3,r4,r5"), "--event: 5 events; at most 4 are counted");
}

}  // namespace
}  // namespace allocscale
