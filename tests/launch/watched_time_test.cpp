// Does a stop of the harness, or a suspension of the machine, count as time in which a trial was watched?
#include "harness/launch/watched_time.hpp"

#include <gtest/gtest.h>

namespace allocscale {
namespace {

constexpr std::int64_t second = 1'000'000'000;

// A clock that a test sets.
class WatchedTimeTest : public testing::Test {
 protected:
  void pass(std::int64_t monotonic_ns, std::int64_t meant_ns, std::int64_t suspended_ns = 0) {
    now_.monotonic_ns += monotonic_ns;
    now_.boottime_ns += monotonic_ns + suspended_ns;
    time_.pass(now_, meant_ns);
  }

  ClockReading now_{100 * second, 5000 * second};
  WatchedTime time_{now_};
};

TEST_F(WatchedTimeTest, AWaitThatEndsWhenItWasToIsWatched) {
  pass(second, second);
  pass(second / 2, second);  // something happened
  EXPECT_EQ(time_.watched_ns(), 3 * second / 2);
  EXPECT_EQ(time_.stopped_ns(), 0);
  EXPECT_EQ(time_.suspended_ns(), 0);
}

TEST_F(WatchedTimeTest, ALittleDelayIsWatchedToo) {
  pass(second + WatchedTime::most_delay_ns, second);
  EXPECT_EQ(time_.watched_ns(), second + WatchedTime::most_delay_ns);
  EXPECT_EQ(time_.stopped_ns(), 0);
}

TEST_F(WatchedTimeTest, AStopIsNot) {
  pass(3600 * second, second);
  EXPECT_EQ(time_.watched_ns(), second + WatchedTime::most_delay_ns);
  EXPECT_EQ(time_.stopped_ns(), 3599 * second - WatchedTime::most_delay_ns);
}

TEST_F(WatchedTimeTest, ASuspensionIsToldByTheOtherClock) {
  pass(second, second, 3600 * second);
  EXPECT_EQ(time_.watched_ns(), second);
  EXPECT_EQ(time_.stopped_ns(), 0);
  EXPECT_EQ(time_.suspended_ns(), 3600 * second);
}

TEST_F(WatchedTimeTest, WhatWasNotWatchedIsSaid) {
  pass(2 * second, second);
  EXPECT_EQ(unwatched_words(time_), "");
  pass(9 * second, second, 3600 * second);
  EXPECT_EQ(
      unwatched_words(time_),
      " (not counted: 8 s in which the harness was stopped, 3600 s in which the machine was suspended)");
}

TEST_F(WatchedTimeTest, AClockThatIsPutBackAddsNothing) {
  pass(-second, second, second);
  EXPECT_EQ(time_.watched_ns(), 0);
  EXPECT_EQ(time_.stopped_ns(), 0);
}

}  // namespace
}  // namespace allocscale
