// What is said of blocks that were run again and of stop checks: made by hand.
#include "harness/report/run_notes.hpp"

#include <gtest/gtest.h>

namespace allocscale {
namespace {

TEST(RunNotes, AQuietRunSaysNothing) {
  EXPECT_TRUE(run_notes({}).empty());
  RunLog log;
  log.stop_checks = {{7, 60, std::nullopt, std::nullopt, StopDecision::budget}};
  EXPECT_TRUE(run_notes(log).empty());
}

TEST(RunNotes, BlocksThatWereReplacedOrKeptAreCounted) {
  RunLog log;
  log.replaced = {{1, BlockStatus::disturbed}, {4, BlockStatus::cut}, {5, BlockStatus::disturbed}};
  log.disturbed = {8};
  const auto notes = block_notes(log);
  ASSERT_EQ(notes.size(), 3U);
  EXPECT_EQ(notes[0].find("2 blocks were run again whole, since the machine was disturbed"), 0U) << notes[0];
  EXPECT_EQ(notes[1].find("1 block was disturbed in the same way and kept, flagged"), 0U) << notes[1];
  EXPECT_EQ(notes[2].find("1 block was cut when an earlier call ended, and run "
                          "again whole; it is in the store and in no table."),
            0U)
      << notes[2];
}

TEST(RunNotes, EventsThatNoTrialCountedAreNamed) {
  RunLog log;
  log.uncounted = {"cycles", "loads"};
  EXPECT_EQ(run_notes(log), std::vector<std::string>{
                                "Not counted: cycles, loads; `allocscale doctor` on that machine says why."});
}

TEST(RunNotes, TheLastLookIsHeldAgainstWhatWasWanted) {
  RunLog log;
  log.stop_checks = {{20, 60, 0.031, 0.02, StopDecision::go_on},
                     {25, 80, 0.0194, 0.02, StopDecision::precise}};
  EXPECT_EQ(stop_note(log),
            "The widths of the intervals were looked at after 20 and 25 blocks; at 25 the widest was ±1.9 %, "
            "wanted ±2 %: measuring ended there.");
  log.stop_checks[1].decision = StopDecision::blocks;
  EXPECT_NE(stop_note(log).find("no more blocks were wanted"), std::string::npos);
  log.stop_checks[1].decision = StopDecision::go_on;
  EXPECT_NE(stop_note(log).find("measuring went on"), std::string::npos);
  log.stop_checks.push_back({27, 99, std::nullopt, 0.02, StopDecision::budget});
  EXPECT_NE(stop_note(log).find("the budget was used up after 27"), std::string::npos);
}

}  // namespace
}  // namespace allocscale
