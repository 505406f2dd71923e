// The real system call on whatever this machine lets be counted: at least page faults, which are software.
#include "harness/runner/meter/perf_group.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cerrno>

#include "harness/measure/counter_access.hpp"
#include "harness/runner/meter/known_work.hpp"

namespace allocscale {
namespace {

const CounterState& state_of(const PerfGroup& group, PhaseMetric metric) {
  return *std::find_if(group.states().begin(), group.states().end(),
                       [&](const CounterState& state) { return state.metric == metric; });
}

TEST(PerfGroupTest, CountsKnownPageTouches) {
  const PerfGroup group;
  const CounterState& faults = state_of(group, PhaseMetric::perf_page_faults);
  if (faults.error != 0) GTEST_SKIP() << "perf events are not allowed here: errno " << faults.error;
  EXPECT_TRUE(faults.usable()) << faults.counted << " of " << faults.known.value();
  const GroupReading before = group.read();
  do_known_work();
  PhaseReadings counted;
  group.enter(before, group.read(), counted);
  EXPECT_TRUE(within_a_tenth(counted[PhaseMetric::perf_page_faults].value(),
                             known_cost(PhaseMetric::perf_page_faults).value()));
  EXPECT_GT(counted[PhaseMetric::perf_enabled_ns].value(), 0);
}

TEST(PerfGroupTest, WhatIsNotOpenOrNotTrustedIsAbsent) {
  const PerfGroup group;
  const GroupReading before = group.read();
  do_known_work();
  PhaseReadings counted;
  group.enter(before, group.read(), counted);
  for (const CounterState& state : group.states()) {
    if (state.usable()) continue;
    EXPECT_EQ(counted[state.metric], std::nullopt) << metric_info(state.metric).name;
  }
}

// Every metric has a state, and every event of the table a metric that is a perf count.
TEST(PerfGroupTest, TheTableAndTheMetricsAgree) {
  const PerfGroup group;
  ASSERT_EQ(group.states().size(), perf_counts.size());
  for (std::size_t i = 0; i < perf_counts.size(); ++i) EXPECT_EQ(group.states()[i].metric, perf_counts[i]);
  for (const PhaseMetric metric : perf_counts) {
    const bool in_table = std::any_of(perf_events.begin(), perf_events.end(),
                                      [&](const PerfEvent& event) { return event.metric == metric; });
    const bool by_code = std::find(asked_event_metrics.begin(), asked_event_metrics.end(), metric) !=
                         asked_event_metrics.end();
    EXPECT_NE(in_table, by_code) << metric_info(metric).name;
  }
  for (const PerfEvent& event : perf_events)
    EXPECT_NE(std::find(perf_counts.begin(), perf_counts.end(), event.metric), perf_counts.end());
}

// A code that is asked for has a state; without one the metric is neither counted nor missed.
TEST(PerfGroupTest, OnlyEventsThatWereAskedForAreCounted) {
  const std::vector<EventCode> codes = {{.config = 0x3c}};
  const PerfGroup group(codes);
  EXPECT_TRUE(state_of(group, PhaseMetric::raw_event_1).asked);
  EXPECT_FALSE(state_of(group, PhaseMetric::raw_event_2).asked);
  EXPECT_FALSE(state_of(group, PhaseMetric::raw_event_2).usable());
  const GroupReading before = group.read();
  do_known_work();
  PhaseReadings counted;
  group.enter(before, group.read(), counted);
  EXPECT_EQ(counted[PhaseMetric::raw_event_1].has_value(),
            state_of(group, PhaseMetric::raw_event_1).usable());
  EXPECT_EQ(counted[PhaseMetric::raw_event_2], std::nullopt);
}

CounterAccess with_error(int error) {
  CounterAccess access;
  for (const PhaseMetric metric : perf_counts) {
    CounterState& state = access.states.emplace_back();
    state.metric = metric;
    state.error = error;
    state.asked = std::find(asked_event_metrics.begin(), asked_event_metrics.end(), metric) ==
                  asked_event_metrics.end();
  }
  return access;
}

TEST(CounterNotesTest, AVirtualMachineWithoutAPmuIsSaidOnce) {
  CounterAccess access = with_error(ENOENT);
  access.hypervisor = "KVM";
  access.states[5].error = 0;  // page faults are software's
  const auto notes = counter_notes(access);
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_EQ(notes[0],
            "not counted: cycles, instructions, llc_misses, dtlb_misses, stalled_cycles: perf_event_open: No "
            "such file or directory (ENOENT); this virtual machine (KVM) has no PMU for it: give it one "
            "(libvirt: cpu mode='host-passthrough', pmu state='on'), or measure on bare metal");
}

TEST(CounterNotesTest, ARawEventGoesByItsOwnName) {
  CounterAccess access = with_error(0);
  access.asked_events = {{"loads", {.config = 0x1d0}}, {"r3c", {.config = 0x3c}}};
  for (const std::size_t i : {std::size_t{6}, std::size_t{7}}) {
    access.states[i].asked = true;
    access.states[i].error = ENOENT;
  }
  const auto notes = counter_notes(access);
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_TRUE(notes[0].starts_with("not counted: loads (r1d0), r3c (r3c): perf_event_open: ")) << notes[0];
  EXPECT_NE(notes[0].find("no such event"), std::string::npos) << notes[0];
}

TEST(CounterNotesTest, WhereItIsForbiddenTheRemedyIsTheCommand) {
  CounterAccess access = with_error(EACCES);
  access.paranoid = 3;
  ASSERT_EQ(counter_notes(access).size(), 1U);
  EXPECT_NE(counter_notes(access)[0].find("kernel.perf_event_paranoid is 3"), std::string::npos);
  EXPECT_NE(counter_notes(access)[0].find("sysctl kernel.perf_event_paranoid=1"), std::string::npos);
  access.paranoid = 1;  // then it is not the setting
  EXPECT_NE(counter_notes(access)[0].find("seccomp"), std::string::npos);
}

TEST(CounterNotesTest, EachTroubleHasItsLineAndNoneHasNone) {
  CounterAccess access = with_error(0);
  EXPECT_TRUE(counter_notes(access).empty());
  access.states[0].known = 900'000;
  access.states[0].counted = 450'000;
  access.states[2].error = EINVAL;
  access.user_only = true;
  access.paranoid = 2;
  const auto notes = counter_notes(access);
  ASSERT_EQ(notes.size(), 3U);
  EXPECT_TRUE(notes[0].starts_with("not counted: llc_misses: "));
  EXPECT_EQ(
      notes[1],
      "not trusted: cycles: counted 450000 of work that is known to cost 900000, so its values are left out");
  EXPECT_TRUE(notes[2].starts_with("perf events count user mode only; kernel.perf_event_paranoid is 2"));
}

}  // namespace
}  // namespace allocscale
