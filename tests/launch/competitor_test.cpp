// Does the competitor run where it must, and never longer than what it competes with?
#include "harness/launch/competitor.hpp"

#include <gtest/gtest.h>
#include <poll.h>
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <string>

#include "harness/base/error.hpp"
#include "harness/launch/pipe.hpp"
#include "tests/launch/pid_file.hpp"

namespace allocscale {
namespace {

// The CPUs that this process may run on.
int some_cpu() {
  cpu_set_t mine;
  EXPECT_EQ(::sched_getaffinity(0, sizeof mine, &mine), 0);
  for (std::size_t cpu = 0; cpu < CPU_SETSIZE; ++cpu)
    if (CPU_ISSET(cpu, &mine)) return static_cast<int>(cpu);
  return 0;
}

TEST(CompetitorTest, RunsOnItsCpuAndNoOther) {
  const Competitor competitor(some_cpu());
  cpu_set_t its;
  ASSERT_EQ(::sched_getaffinity(competitor.process(), sizeof its, &its), 0);
  EXPECT_EQ(CPU_COUNT(&its), 1);
  EXPECT_TRUE(CPU_ISSET(static_cast<std::size_t>(some_cpu()), &its));
  std::string state, word;
  std::ifstream file("/proc/" + std::to_string(competitor.process()) + "/stat");
  file >> word >> word >> state;
  EXPECT_EQ(state, "R");
}

TEST(CompetitorTest, EndsWithItsScope) {
  pid_t process = 0;
  {
    const Competitor competitor(some_cpu());
    process = competitor.process();
  }
  EXPECT_EQ(::kill(process, 0), -1);
  EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1);  // reaped too
}

TEST(CompetitorTest, ACpuThatIsNotThereIsSaid) { EXPECT_THROW(Competitor(CPU_SETSIZE - 1), SetupError); }

// A harness that is killed takes it along.
TEST(CompetitorTest, EndsWithTheProcessThatMadeIt) {
  Pipe words = make_pipe();
  const pid_t harness = ::fork();
  if (harness == 0) {
    const Competitor competitor(some_cpu());
    const pid_t process = competitor.process();
    (void)!::write(words.writing.get(), &process, sizeof process);
    for (;;) ::pause();
  }
  pollfd said = {words.reading.get(), POLLIN, 0};
  ASSERT_EQ(::poll(&said, 1, -1), 1);
  std::string_view text;
  ASSERT_EQ(read_pipe(words.reading.get(), text), PipeState::read);
  ASSERT_EQ(text.size(), sizeof(pid_t));
  pid_t process = 0;
  text.copy(reinterpret_cast<char*>(&process), sizeof process);
  ASSERT_EQ(::kill(harness, SIGKILL), 0);
  ASSERT_EQ(::waitpid(harness, nullptr, 0), harness);
  EXPECT_TRUE(ends(process));
}

}  // namespace
}  // namespace allocscale
