// The rules of the conversation: what a worker may say when.
#include "harness/launch/worker_trace.hpp"

#include <gtest/gtest.h>

namespace allocscale {
namespace {

constexpr const char* hello =
    R"({"event":"hello","protocol":2,"allocator":"a","verdict":"proven","library":"/lib/a.so"})";
constexpr const char* result =
    R"({"event":"result","checksum":"aa","expected":"aa","start_ns":1,"stop_ns":2,"version":"1"})";

std::string sample(int iteration, const std::string& phase) {
  return R"({"event":"sample","iteration":)" + std::to_string(iteration) + R"(,"phase":")" + phase + "\"}";
}

struct Conversation {
  WorkerTrace trace;
  Cell cell;

  Conversation& say(const std::string& line) {
    take_line(trace, cell, line);
    return *this;
  }
  Conversation& release() {
    trace.released = true;
    return *this;
  }
};

TEST(WorkerTraceTest, AWholeConversationHasNoFault) {
  Conversation talk;
  talk.say(hello)
      .release()
      .say(sample(0, "build"))
      .say(sample(0, "operate"))
      .say(sample(0, "teardown"))
      .say(result);
  EXPECT_EQ(talk.trace.fault, "");
  EXPECT_EQ(talk.trace.samples.size(), 3U);
  EXPECT_TRUE(talk.trace.result.has_value());
}

std::string paired_sample(int iteration, const std::string& phase, bool alone) {
  std::string line = sample(iteration, phase);
  line.pop_back();
  return line + ",\"alone\":" + (alone ? "1}" : "0}");
}

// All of worker 0's conversation up to its result; `way` says for each iteration whether it claims to be
// alone.
Conversation paired_talk(const std::string& way) {
  Conversation talk;
  talk.cell.iterations = 4;
  talk.trace.pairs = PairOrder::alone_first;
  talk.say(hello).release();
  for (int i = 0; i < static_cast<int>(way.size()); ++i)
    for (const char* phase : {"build", "operate", "teardown"})
      talk.say(paired_sample(i, phase, way[static_cast<std::size_t>(i)] == 'A'));
  return talk;
}

TEST(WorkerTraceTest, APairedTrialIsToldIterationByIteration) {
  const std::string with_times =
      std::string(result).substr(0, std::string(result).size() - 1) + ",\"together\":[1,2,3,4,5,6,7,8]}";
  EXPECT_EQ(paired_talk("TTATTA").say(with_times).trace.fault, "");
  EXPECT_EQ(paired_talk("TTATTA").say(result).trace.fault,
            "sent 0 times of its iterations together, where 8 are due");
  EXPECT_EQ(paired_talk("TTAATT").trace.fault, "ran iteration 3 in another way than a paired trial does");
  EXPECT_EQ(paired_talk("TTATTAA").trace.fault, "sent a sample beyond its 6 iterations");
  EXPECT_EQ(Conversation().say(hello).release().say(paired_sample(0, "build", false)).trace.fault,
            "ran iteration 0 in another way than a separate trial does");
}

TEST(WorkerTraceTest, NothingBeforeTheRelease) {
  EXPECT_EQ(Conversation().say(hello).say(sample(0, "build")).trace.fault,
            "sent a sample before it was released");
  EXPECT_EQ(Conversation().say(hello).say(result).trace.fault, "sent a result before it was released");
}

TEST(WorkerTraceTest, TimesLieBetweenTheReleaseAndNow) {
  const auto fault_of = [](std::int64_t start_ns, std::int64_t stop_ns) {
    Conversation talk;
    talk.trace.start_ns = 100;
    talk.say(hello).release();
    for (const char* phase : {"build", "operate", "teardown"}) talk.say(sample(0, phase));
    return talk
        .say(R"({"event":"result","checksum":"aa","expected":"aa","start_ns":)" + std::to_string(start_ns) +
             R"(,"stop_ns":)" + std::to_string(stop_ns) + R"(,"version":"1"})")
        .trace.fault;
  };
  EXPECT_EQ(fault_of(100, 200), "");
  EXPECT_EQ(fault_of(99, 200),
            "talked garbage: it measured from 99 to 200 ns, not between its release and now");
  EXPECT_NE(fault_of(100, INT64_MAX), "");
}

TEST(WorkerTraceTest, HelloOnce) {
  EXPECT_EQ(Conversation().say(hello).say(hello).trace.fault, "said hello twice");
}

TEST(WorkerTraceTest, NoSampleTwiceOrTooMany) {
  Conversation talk;
  talk.say(hello).release().say(sample(0, "build")).say(sample(0, "build"));
  EXPECT_EQ(talk.trace.fault,
            "sent the sample of iteration 0, build, where that of iteration 0, operate was due");

  Conversation many;
  many.say(hello).release().say(sample(0, "build")).say(sample(0, "operate")).say(sample(0, "teardown"));
  EXPECT_EQ(many.say(sample(1, "build")).trace.fault, "sent a sample beyond its 1 iterations");
}

TEST(WorkerTraceTest, TheFirstFaultIsKept) {
  Conversation talk;
  talk.say(hello).say("nonsense").say(hello);
  EXPECT_EQ(talk.trace.fault.substr(0, 31), "talked garbage: 'nonsense' (exp");
}

TEST(WorkerTraceTest, AnErrorMayComeAtAnyTime) {
  const Conversation talk = Conversation().say(R"({"event":"error","reason":"set-up","message":"no CPU"})");
  EXPECT_EQ(talk.trace.fault, "");
  EXPECT_EQ(talk.trace.error->message, "no CPU");
}

TEST(WorkerTraceTest, ExcerptsAreShortAndPrintable) {
  EXPECT_EQ(excerpt(std::string("a\tb\x7f\n")), "a b? ");
  EXPECT_EQ(excerpt(std::string(1000, 'x')).size(), 80U);
  EXPECT_EQ(last_line("first\nsecond \n\n"), "second");
  EXPECT_EQ(last_line(" \n"), "");
}

}  // namespace
}  // namespace allocscale
