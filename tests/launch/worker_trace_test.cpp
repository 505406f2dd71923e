// The rules of the conversation: what a worker may say when.
#include "harness/launch/worker_trace.hpp"

#include <gtest/gtest.h>

namespace allocscale {
namespace {

constexpr const char* hello =
    R"({"event":"hello","protocol":1,"allocator":"a","verdict":"proven","library":"/lib/a.so"})";
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

TEST(WorkerTraceTest, NothingBeforeTheRelease) {
  EXPECT_EQ(Conversation().say(hello).say(sample(0, "build")).trace.fault,
            "sent a sample before it was released");
  EXPECT_EQ(Conversation().say(hello).say(result).trace.fault, "sent a result before it was released");
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
  EXPECT_EQ(excerpt(std::string("a\tb\x7f\n")), "a?b??");
  EXPECT_EQ(excerpt(std::string(1000, 'x')).size(), 80U);
  EXPECT_EQ(last_line("first\nsecond \n\n"), "second");
  EXPECT_EQ(last_line(" \n"), "");
}

}  // namespace
}  // namespace allocscale
