// kill -9 of the harness in the middle of a trial: does any worker live on?
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <csignal>
#include <string>
#include <vector>

#include "harness/launch/child_process.hpp"
#include "harness/launch/pipe.hpp"
#include "tests/launch/pid_file.hpp"

namespace allocscale {
namespace {

TEST(SurvivorsTest, NoWorkerSurvivesAHarnessThatIsKilled) {
  const PidFile pids;
  Pipe words = make_pipe();
  ChildRequest request;
  request.path = DOOMED_HARNESS;
  request.arguments = {DOOMED_HARNESS, MISBEHAVING_RUNNER, pids.path(), "3"};
  request.stdout_fd = words.writing.get();
  request.stderr_fd = STDERR_FILENO;
  ChildProcess harness(request);
  ASSERT_EQ(harness.start_error(), "");
  words.writing.close();

  pollfd said = {words.reading.get(), POLLIN, 0};
  ASSERT_EQ(::poll(&said, 1, -1), 1);
  std::string_view text;
  ASSERT_EQ(read_pipe(words.reading.get(), text), PipeState::read);
  ASSERT_EQ(text, "released\n");
  const std::vector<pid_t> workers = pids.read();
  ASSERT_EQ(workers.size(), 3U);
  for (const pid_t worker : workers) ASSERT_EQ(::kill(worker, 0), 0);

  // By its pidfd, and only it: ChildProcess::kill would take its process group along.
  ASSERT_EQ(::syscall(SYS_pidfd_send_signal, harness.pidfd(), SIGKILL, nullptr, 0), 0);
  for (const pid_t worker : workers) {
    EXPECT_TRUE(ends(worker));
    ::kill(worker, SIGKILL);
  }
  EXPECT_EQ(harness.reap(), (ExitStatus{0, SIGKILL}));
}

}  // namespace
}  // namespace allocscale
