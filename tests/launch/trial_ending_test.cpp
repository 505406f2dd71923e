// From what was seen to an outcome, without any process.
#include "harness/launch/trial_ending.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <vector>

#include "harness/protocol/rendezvous.hpp"

namespace allocscale {
namespace {

Cell cell_of(const std::string& allocator) {
  Cell cell;
  cell.allocator = allocator;
  return cell;
}

WorkerTrace ready_trace(int worker) {
  WorkerTrace trace;
  trace.worker = worker;
  trace.hello = protocol::Hello{protocol::protocol_version, "a", true, "", "/lib/a.so", 0};
  return trace;
}

WorkerTrace answered_trace(int worker, const std::string& checksum, const std::string& expected) {
  WorkerTrace trace = ready_trace(worker);
  trace.released = true;
  trace.result.emplace();
  trace.result->checksum = checksum;
  trace.result->expected = expected;
  return trace;
}

Outcome outcome_of(const WorkerTrace& trace, bool oom = false) {
  return trouble_of(trace, cell_of("a"), oom).value_or(TrialEnding{}).outcome;
}

TEST(TrialEndingTest, AWellWorkerIsNoTrouble) {
  EXPECT_EQ(trouble_of(WorkerTrace{}, cell_of("a"), false), std::nullopt);
  WorkerTrace trace = answered_trace(0, "aa", "aa");
  EXPECT_EQ(trouble_of(trace, cell_of("a"), false), std::nullopt);
  trace.exit = ExitStatus{};
  EXPECT_EQ(trouble_of(trace, cell_of("a"), false), std::nullopt);
}

TEST(TrialEndingTest, ExitStatusesAreOutcomes) {
  WorkerTrace trace = ready_trace(0);
  trace.exit = ExitStatus{12, 0};
  EXPECT_EQ(outcome_of(trace), Outcome::out_of_memory);
  trace.exit = ExitStatus{13, 0};
  EXPECT_EQ(outcome_of(trace), Outcome::wrong_allocator);
  trace.exit = ExitStatus{1, 0};
  EXPECT_EQ(outcome_of(trace), Outcome::failed);
  trace.exit = ExitStatus{0, SIGKILL};
  EXPECT_EQ(outcome_of(trace), Outcome::failed);
  EXPECT_EQ(outcome_of(trace, true), Outcome::out_of_memory);
  trace.exit = ExitStatus{0, SIGTERM};
  EXPECT_EQ(outcome_of(trace, true), Outcome::failed) << "the OOM killer sends SIGKILL";
}

TEST(TrialEndingTest, ReasonsOfErrorsAreOutcomes) {
  WorkerTrace trace = ready_trace(2);
  trace.error = {"out of memory", "malloc(8) failed"};
  EXPECT_EQ(outcome_of(trace), Outcome::out_of_memory);
  trace.error->reason = "wrong allocator";
  EXPECT_EQ(outcome_of(trace), Outcome::wrong_allocator);
  trace.error->reason = "usage";
  EXPECT_EQ(trouble_of(trace, cell_of("a"), false),
            (TrialEnding{Outcome::failed, "worker 2: usage: malloc(8) failed"}));
}

TEST(TrialEndingTest, AWrongAnswerBeatsAnExitOf0) {
  WorkerTrace trace = answered_trace(0, "ab", "aa");
  trace.exit = ExitStatus{};
  EXPECT_EQ(outcome_of(trace), Outcome::wrong_answer);
  // The last iteration's answer is right again: an earlier one was not.
  trace = answered_trace(0, "aa", "aa");
  trace.result->wrong_iteration = 3;
  EXPECT_EQ(outcome_of(trace), Outcome::wrong_answer);
}

TEST(TrialEndingTest, TheDeadlineNamesThoseThatHung) {
  std::vector<WorkerTrace> traces = {ready_trace(0), WorkerTrace{}};
  traces[1].worker = 1;
  EXPECT_EQ(
      deadline_ending(traces, 2.5),
      (TrialEnding{Outcome::timed_out, "the deadline of 2.5 s passed: worker 1 hung before it was ready"}));

  traces = {ready_trace(0), answered_trace(1, "aa", "aa"), answered_trace(2, "aa", "aa")};
  for (WorkerTrace& trace : traces) trace.released = true;
  traces[1].exit = ExitStatus{};
  EXPECT_EQ(deadline_ending(traces, 60).message,
            "the deadline of 60 s passed: worker 0 hung while running, worker 2 hung after its result");
}

std::vector<WorkerTrace> running_traces(int workers) {
  std::vector<WorkerTrace> traces;
  for (int worker = 0; worker < workers; ++worker) {
    traces.push_back(ready_trace(worker));
    traces.back().released = true;
  }
  return traces;
}

TEST(TrialEndingTest, WhoUsesACpuIsNotDoneAndHasNotHung) {
  std::vector<WorkerTrace> traces = running_traces(2);
  traces[0].uses_cpu = traces[1].uses_cpu = true;
  EXPECT_EQ(deadline_ending(traces, 30),
            (TrialEnding{Outcome::timed_out,
                         "not done after 30 s, using a CPU: worker 0 while running, worker 1 while running; "
                         "--deadline gives longer"}));
  traces[1].uses_cpu = false;
  EXPECT_EQ(deadline_ending(traces, 30).message,
            "the deadline of 30 s passed: worker 1 hung while running; not done, using a CPU: worker 0 while "
            "running");
  // In a paired trial it is held while worker 0 is alone.
  traces[1].pairs = PairOrder::alone_first;
  EXPECT_EQ(deadline_ending(traces, 30).message,
            "not done after 30 s, using a CPU: worker 0 while running; --deadline gives longer");
}

TEST(TrialEndingTest, ThreeAreNamedAndTheOthersCounted) {
  EXPECT_EQ(deadline_ending(running_traces(1000), 30).message,
            "the deadline of 30 s passed: worker 0 hung while running, worker 1 hung while running, worker 2 "
            "hung while running and 997 more");
}

TEST(TrialEndingTest, AllWorkersAnswerTheSame) {
  EXPECT_EQ(final_ending(std::vector{answered_trace(0, "aa", "aa"), answered_trace(1, "aa", "aa")}),
            TrialEnding{});
  EXPECT_EQ(final_ending(std::vector{answered_trace(0, "aa", "aa"), answered_trace(1, "bb", "bb")}),
            (TrialEnding{Outcome::wrong_answer, "worker 1 answered bb, worker 0 aa"}));
}

}  // namespace
}  // namespace allocscale
