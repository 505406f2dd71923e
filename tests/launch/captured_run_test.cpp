// Asking a program: its answer, or why there is none.
#include "harness/launch/captured_run.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <stdexcept>

#include "harness/launch/child_process.hpp"
#include "harness/launch/pipe.hpp"

namespace allocscale {
namespace {

std::vector<std::string> shell(const std::string& script) { return {"/bin/sh", "-c", script}; }

std::string refusal(const std::vector<std::string>& arguments, double deadline_seconds = 60) {
  try {
    return "answered: " + captured_output(arguments, deadline_seconds);
  } catch (const std::runtime_error& wrong) {
    return wrong.what();
  }
}

TEST(CapturedRunTest, KeepsTheWholeOutput) {
  EXPECT_EQ(captured_output(shell("echo one; echo two >&2; echo three"), 60), "one\nthree\n");
  EXPECT_EQ(captured_output(shell("head -c 300000 /dev/zero"), 60).size(), 300'000U);
}

TEST(CapturedRunTest, SaysWhyThereIsNoAnswer) {
  EXPECT_EQ(refusal({"/nonexistent/x"}), "it cannot be executed: /nonexistent/x: No such file or directory");
  EXPECT_EQ(refusal(shell("echo sorry >&2; exit 3")), "it exited with status 3: sorry");
  EXPECT_EQ(refusal(shell("kill -SEGV $$")), "it was killed by signal 11 (Segmentation fault)");
  EXPECT_EQ(refusal(shell("exec sleep 600"), 0.2), "it did not answer within 0.2 s");
  EXPECT_EQ(refusal(shell("exec >&- 2>&-; exec sleep 600"), 0.2), "it did not end");
  EXPECT_EQ(refusal(shell("cat /dev/zero")), "it writes without end");
}

// As a shell may hand it over; the kernel keeps no exit status then.
TEST(CapturedRunTest, SeesTheExitStatusWhereTheCallerIgnoresTheEndOfChildren) {
  ::signal(SIGCHLD, SIG_IGN);
  EXPECT_EQ(refusal(shell("exit 3")), "it exited with status 3");
}

TEST(CapturedRunTest, LeavesNobody) {
  (void)refusal(shell("sleep 600 & sleep 600"), 0.2);
  EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
}

// The kernel ends a child first when memory runs out; the harness, whose memory the child shares until it
// executes, keeps its own value.
TEST(CapturedRunTest, TheChildIsEndedFirstForWantOfMemory) {
  const std::string own = "/proc/" + std::to_string(::getpid()) + "/oom_score_adj";
  const std::string before = captured_output({"/bin/cat", own}, 60);
  EXPECT_EQ(captured_output({"/bin/cat", "/proc/self/oom_score_adj"}, 60), "1000\n");
  EXPECT_EQ(captured_output({"/bin/cat", own}, 60), before);
  EXPECT_NE(before, "1000\n") << "of this process: it tells nothing here";
}

// The harness may have been started with some of descriptors 0, 1 and 2 closed, or have others open.
TEST(CapturedRunTest, TheChildHasItsThreeStreamsAndNoOther) {
  const int leaked = ::dup(0);
  // The fourth is the listing's own.
  EXPECT_EQ(captured_output({"/bin/ls", "/proc/self/fd"}, 60), "0\n1\n2\n3\n");
  ::close(leaked);
}

// Want of descriptors is the harness's trouble, wherever it shows, and says nothing of the program.
TEST(ChildProcessTest, WantOfDescriptorsIsNoErrorOfTheProgram) {
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
  const Pipe output = make_pipe();
  ChildRequest request;
  request.path = "/bin/true";
  request.arguments = {"true"};
  request.stdout_fd = request.stderr_fd = request.fourth_fd = output.writing.get();
  int refused = 0;
  bool started = false;
  for (rlim_t limit = 4; limit < 32 && !started; ++limit) {
    const rlimit now = {limit, before.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &now);
    try {
      ChildProcess child(request);
      EXPECT_EQ(child.start_error(), "") << limit;
      started = child.reap() == ExitStatus{};
    } catch (const SetupError& failure) {
      EXPECT_NE(std::string(failure.what()).find("Too many open files; raise `ulimit -n`"),
                std::string::npos);
      ++refused;
    }
    ::setrlimit(RLIMIT_NOFILE, &before);
  }
  EXPECT_TRUE(started);
  EXPECT_GT(refused, 1);
  EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1);
}

TEST(ChildProcessTest, HasTheStackItIsToHave) {
  const Pipe output = make_pipe();
  ChildRequest request;
  request.path = "/bin/sh";
  request.arguments = shell("ulimit -S -s");
  request.stdout_fd = output.writing.get();
  request.stack_limit = std::int64_t{48} << 20;
  ChildProcess child(request);
  EXPECT_EQ(child.start_error(), "");
  EXPECT_EQ(child.reap(), ExitStatus{});
  char text[64] = {};
  EXPECT_GT(::read(output.reading.get(), text, sizeof text - 1), 0);
  EXPECT_STREQ(text, "49152\n");
}

}  // namespace
}  // namespace allocscale
