// Events by name, as libpfm4 knows them of a CPU that is none of this machine's: LIBPFM_FORCE_PMU names it.
#include "harness/measure/event_names.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "harness/base/error.hpp"

namespace allocscale {
namespace {

class EventNames : public testing::Test {
 protected:
  // libpfm4 reads it once, when it starts.
  static void SetUpTestSuite() { ::setenv("LIBPFM_FORCE_PMU", "skl", 1); }
  static void TearDownTestSuite() { ::unsetenv("LIBPFM_FORCE_PMU"); }

  static std::string complaint(const std::string& name) {
    try {
      (void)find_event(name);
    } catch (const RequestError& wrong) {
      return wrong.what();
    }
    return "";
  }
};

// Codes: Intel's manual, volume 3B, "Performance Monitoring Events", Skylake.
TEST_F(EventNames, AreFoundInAnyCaseWithTheirUnitMasks) {
  EXPECT_EQ(find_event("MEM_LOAD_RETIRED:L3_MISS"), (EventCode{.config = 0x20d1}));
  EXPECT_EQ(find_event("mem_load_retired:l3_miss"), (EventCode{.config = 0x20d1}));
  EXPECT_EQ(find_event("skl::MEM_LOAD_RETIRED:L3_MISS:c=1"), (EventCode{.config = 0x10020d1}));
  EXPECT_EQ(find_event("OFFCORE_RESPONSE_0:DMND_DATA_RD"), (EventCode{.config = 0x1b7, .config1 = 0x10001}));
}

TEST_F(EventNames, AWrongOneIsMetWithThoseThatAreNear) {
  for (const char* name : {"MEM_LOAD_RETIRED", "MEM_LOAD_RETIRED:BOGUS", "skl::MEM_LOAD_RETIRED:BOGUS"})
    EXPECT_NE(complaint(name).find("; it has MEM_LOAD_RETIRED:L1_HIT, "), std::string::npos)
        << complaint(name);
  EXPECT_EQ(complaint("MEM_LOAD_RETIRD"),
            "--event: this machine has no perf event 'MEM_LOAD_RETIRD'; did you mean 'MEM_LOAD_RETIRED'?");
  EXPECT_EQ(complaint("OFFCORE_RESPONSE"),
            "--event: this machine has no perf event 'OFFCORE_RESPONSE'; did you mean 'OFFCORE_RESPONSE_0'?");
  EXPECT_NE(complaint("l3_miss").find("; there are CYCLE_ACTIVITY:CYCLES_L3_MISS, "), std::string::npos)
      << complaint("l3_miss");
  EXPECT_NE(complaint("l3_miss").find(", …: allocscale list events l3_miss"), std::string::npos);
  EXPECT_EQ(
      complaint("wxyz"),
      "--event: this machine has no perf event 'wxyz'; allocscale list events names those of this machine, "
      "and a code is given as rNNNN");
}

TEST_F(EventNames, WhatWouldBeCountedOtherwiseThanItsGroupIsRefused) {
  for (const char* modifier : {":u", ":k", ":precise=2"})
    EXPECT_NE(complaint(std::string("MEM_LOAD_RETIRED:L3_MISS") + modifier).find("all in one group"),
              std::string::npos)
        << modifier;
}

TEST_F(EventNames, AListHasEventsAndUnitMasksAndCanBeNarrowed) {
  const auto all = known_events();
  const auto has = [](const std::vector<EventName>& events, const std::string& name) {
    return std::any_of(events.begin(), events.end(),
                       [&](const EventName& event) { return event.name == name; });
  };
  EXPECT_TRUE(has(all, "MEM_LOAD_RETIRED"));
  EXPECT_TRUE(has(all, "MEM_LOAD_RETIRED:L3_MISS"));
}

}  // namespace
}  // namespace allocscale
