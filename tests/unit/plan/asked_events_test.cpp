// Perf events that a command line asks for: by name or code, with or without a name of the user's.
#include "harness/plan/asked_events.hpp"

#include <gtest/gtest.h>

#include "harness/base/error.hpp"
#include "tests/unit/plan/samples.hpp"

namespace allocscale {
namespace {

// A machine that knows one event, and one with a mask and a modifier.
EventCode find(const std::string& name) {
  if (name == "LOADS") return {PERF_TYPE_HW_CACHE, 0x10002};
  if (name == "OFFCORE:READ:c=1") return {PERF_TYPE_RAW, 0x1b7, 0x10001};
  throw RequestError("no '" + name + "' here");
}

std::vector<AskedEvent> parsed(const std::string& words) { return parse_asked_events(words, find); }

std::string complaint(const std::string& words) {
  return request_error([&] { (void)parsed(words); });
}

TEST(AskedEventsTest, ACodeIsHexadecimalAndItsOwnNameUnlessOneIsGiven) {
  EXPECT_EQ(parsed("r3c,loads=r1D0"),
            (std::vector<AskedEvent>{{"r3c", {.config = 0x3c}}, {"loads", {.config = 0x1d0}}}));
  EXPECT_EQ(parsed("all=rffffffffffffffff"),
            (std::vector<AskedEvent>{{"all", {.config = ~std::uint64_t{0}}}}));
}

TEST(AskedEventsTest, ANameIsLookedUpWithItsMaskAndModifiers) {
  const EventCode offcore{PERF_TYPE_RAW, 0x1b7, 0x10001};
  EXPECT_EQ(
      parsed("LOADS,OFFCORE:READ:c=1"),
      (std::vector<AskedEvent>{{"LOADS", {PERF_TYPE_HW_CACHE, 0x10002}}, {"OFFCORE:READ:c=1", offcore}}));
  EXPECT_EQ(parsed("far=OFFCORE:READ:c=1"), (std::vector<AskedEvent>{{"far", offcore}}));
}

TEST(AskedEventsTest, TheTextTellsOfTypeAndConfigs) {
  EXPECT_EQ(asked_event_text({"loads", {.config = 0x1d0}}), "loads (r1d0)");
  EXPECT_EQ(asked_event_text({"LOADS", {PERF_TYPE_HW_CACHE, 0x10002}}), "LOADS (3:10002)");
  EXPECT_EQ(asked_event_text({"far", {PERF_TYPE_RAW, 0x1b7, 0x10001}}), "far (4:1b7:10001)");
}

TEST(AskedEventsTest, WhatIsNoEventIsNamed) {
  for (const char* word : {"", "=r3c", "loads="})
    EXPECT_EQ(complaint(word), "--event: '" + std::string(word) +
                                   "' is no event; expected its name (allocscale list events), rNNNN, or "
                                   "NAME= and one of these");
  EXPECT_NE(complaint("r3c,").find("'' is no event"), std::string::npos);
  for (const char* word : {"3c", "r", "rxyz", "r3c ", "r-1", "r0x3c", "r1ffffffffffffffff", "loads"})
    EXPECT_EQ(complaint(word), "no '" + std::string(word) + "' here");
  for (const char* name : {"wall_ns", "cycles", "peak_bytes", "steal_ns"}) {
    EXPECT_NE(complaint(name).find("is the name of a metric"), std::string::npos) << name;
    EXPECT_NE(complaint(name + std::string("=r1")).find("is the name of a metric"), std::string::npos)
        << name;
  }
  EXPECT_EQ(complaint("r3c,a=r03c"), "--event: a (r3c) comes twice");
  EXPECT_EQ(complaint("a=r1,a=r2"), "--event: a (r2) comes twice");
  EXPECT_EQ(complaint("LOADS,b=LOADS"), "--event: b (3:10002) comes twice");
  EXPECT_EQ(complaint("r1,r2,r3,r4,r5"), "--event: 5 events; at most 4 are counted");
}

}  // namespace
}  // namespace allocscale
