// The arithmetic of perf counters, on readings in the kernel's own layout: this machine may have no counters.
#include "harness/runner/meter/group_reading.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>
#include <vector>

#include "harness/model/counter_scaling.hpp"

namespace allocscale {
namespace {

const std::vector<PhaseMetric> order = {PhaseMetric::perf_page_faults, PhaseMetric::cycles,
                                        PhaseMetric::instructions};

GroupReading words(std::initializer_list<std::uint64_t> values) {
  GroupReading reading;
  std::copy(values.begin(), values.end(), reading.words.begin());
  reading.size = values.size();
  return reading;
}

// {events, enabled, running, counts…} in the kernel's layout; the values are made up for this test.
const GroupReading start = words({3, 5'000'000, 5'000'000, 40, 9'000'000, 7'500'000});
const GroupReading stop = words({3, 8'000'000, 8'000'000, 1'064, 19'500'000, 28'500'000});

TEST(GroupReadingTest, CountsAreDifferencesInTheOrderOfOpening) {
  PhaseReadings readings;
  enter_counts(start, stop, order, readings);
  EXPECT_EQ(readings[PhaseMetric::perf_page_faults], 1'024);
  EXPECT_EQ(readings[PhaseMetric::cycles], 10'500'000);
  EXPECT_EQ(readings[PhaseMetric::instructions], 21'000'000);
  EXPECT_EQ(readings[PhaseMetric::perf_enabled_ns], 3'000'000);
  EXPECT_EQ(readings[PhaseMetric::perf_running_ns], 3'000'000);
  EXPECT_EQ(readings[PhaseMetric::llc_misses], std::nullopt);
  EXPECT_FALSE(is_scaled(readings));
  EXPECT_EQ(sample_value(readings, PhaseMetric::cycles), 10'500'000);
}

TEST(GroupReadingTest, ATurnThatWasSharedIsMarkedAndScaled) {
  const GroupReading shared = words({3, 8'000'000, 6'000'000, 1'064, 12'000'000, 14'500'000});
  PhaseReadings readings;
  enter_counts(start, shared, order, readings);
  EXPECT_TRUE(is_scaled(readings));
  EXPECT_EQ(readings[PhaseMetric::cycles], 3'000'000);  // stored as counted
  EXPECT_EQ(sample_value(readings, PhaseMetric::cycles), 9'000'000);
  readings[PhaseMetric::minor_faults] = 7;
  EXPECT_EQ(sample_value(readings, PhaseMetric::minor_faults), 7);  // no perf count: never scaled
}

// An event by code is one of the group like any other.
TEST(GroupReadingTest, ARawEventIsCountedAndScaledWithItsGroup) {
  const std::vector<PhaseMetric> with_raw = {PhaseMetric::perf_page_faults, PhaseMetric::cycles,
                                             PhaseMetric::raw_event_1, PhaseMetric::raw_event_2};
  PhaseReadings readings;
  enter_counts(words({4, 1'000, 1'000, 0, 100, 7, 0}), words({4, 5'000, 3'000, 1, 900, 57, 0}), with_raw,
               readings);
  EXPECT_TRUE(is_scaled(readings));
  EXPECT_EQ(readings[PhaseMetric::raw_event_1], 50);  // stored as counted
  EXPECT_EQ(sample_value(readings, PhaseMetric::raw_event_1), 100);
  EXPECT_EQ(sample_value(readings, PhaseMetric::raw_event_2), 0);  // counted nothing, which is a count
  EXPECT_EQ(readings[PhaseMetric::raw_event_3], std::nullopt);
}

TEST(GroupReadingTest, AGroupThatNeverRanCountedNothing) {
  const GroupReading starved = words({3, 8'000'000, 5'000'000, 40, 9'000'000, 7'500'000});
  PhaseReadings readings;
  enter_counts(start, starved, order, readings);
  EXPECT_EQ(readings[PhaseMetric::perf_enabled_ns], 3'000'000);
  EXPECT_EQ(readings[PhaseMetric::perf_running_ns], 0);
  for (const PhaseMetric metric : perf_counts) EXPECT_EQ(readings[metric], std::nullopt);
  EXPECT_TRUE(is_scaled(readings));
  EXPECT_EQ(scaled_count(5, 10, 0), std::nullopt);
}

TEST(GroupReadingTest, AReadingThatIsNotWholeIsNone) {
  for (const GroupReading& broken : {GroupReading{}, words({3, 8'000'000, 8'000'000, 1'064, 19'500'000}),
                                     words({2, 8'000'000, 8'000'000, 1'064, 19'500'000, 28'500'000})}) {
    PhaseReadings readings;
    enter_counts(start, broken, order, readings);
    enter_counts(broken, stop, order, readings);
    EXPECT_EQ(readings, PhaseReadings{});
  }
  PhaseReadings readings;
  enter_counts(words({0, 1, 1}), words({0, 2, 2}), {}, readings);
  EXPECT_EQ(readings, PhaseReadings{});
}

TEST(GroupReadingTest, ATenthIsTheLimitOfTrust) {
  EXPECT_TRUE(within_a_tenth(900'000, 900'000));
  EXPECT_TRUE(within_a_tenth(990'000, 900'000));
  EXPECT_TRUE(within_a_tenth(810'000, 900'000));
  EXPECT_FALSE(within_a_tenth(990'001, 900'000));
  EXPECT_FALSE(within_a_tenth(809'999, 900'000));
  EXPECT_FALSE(within_a_tenth(0, 900'000));
}

}  // namespace
}  // namespace allocscale
