// Is a busy machine told, waited for, and refused, as the user asked?
#include "harness/conduct/quiet.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "harness/base/error.hpp"

namespace allocscale {
namespace {

const CpuUse busy = {0.98, {{7, "cc1plus", 0.98}}};
const CpuUse quiet = {0.01, {}};

// Listening takes a second of a made-up clock; what is heard is told beforehand, its last for ever.
class AwaitQuiet : public testing::Test {
 protected:
  void await(const QuietRule& rule) {
    await_quiet(rule, {.listen =
                           [&] {
                             seconds += 1;
                             const std::size_t turn = listened++;
                             return heard[std::min(turn, heard.size() - 1)];
                           },
                       .steady_seconds = [&] { return seconds; },
                       .interrupted = [&] { return interrupted; },
                       .say = [&](const std::string& line) { said.push_back(line); },
                       .cpus = 2});
  }

  std::vector<std::optional<CpuUse>> heard;
  double seconds = 0;
  std::size_t listened = 0;
  bool interrupted = false;
  std::vector<std::string> said;
};

TEST_F(AwaitQuiet, AQuietMachineIsToldWithItsOwnNoise) {
  heard = {quiet};
  heard[0]->noise = WorkNoise{0.012, 0.0034};
  await({.wait_seconds = 60, .required = true});
  EXPECT_EQ(said,
            std::vector<std::string>{
                "the machine is quiet: other programs use 0.01 of 2 CPUs; a fixed piece of work varies by "
                "1.2 % and loses 0.3 % of its time to interruptions"});
  EXPECT_EQ(listened, 1U);
}

TEST_F(AwaitQuiet, ABusyOneIsNamedAndTheRunBegins) {
  heard = {busy};
  await({});
  EXPECT_EQ(
      said,
      std::vector<std::string>{
          "the machine is busy: other programs use 0.98 of 2 CPUs: cc1plus (pid 7) 0.98; what waits for a "
          "CPU gets no verdict: end them, or wait for quiet with --wait-quiet 5m"});
}

TEST_F(AwaitQuiet, ItIsWaitedForNoLongerThanAsked) {
  heard = {busy, busy, quiet};
  await({.wait_seconds = 60});
  ASSERT_EQ(said.size(), 2U);
  EXPECT_TRUE(said[0].starts_with("waiting up to 1 min")) << said[0];
  EXPECT_EQ(said[1], "the machine is quiet now: other programs use 0.01 of 2 CPUs");
  EXPECT_EQ(listened, 3U);

  said.clear();
  listened = 0;
  heard = {busy};
  await({.wait_seconds = 5});
  EXPECT_EQ(listened, 5U);
  EXPECT_TRUE(said.back().starts_with("the machine is busy after 5 s: ")) << said.back();
}

TEST_F(AwaitQuiet, RequiredQuietRefusesABusyAndAMuteMachine) {
  heard = {busy};
  try {
    await({.required = true});
    FAIL() << "it ran";
  } catch (const RequestError& refusal) {
    EXPECT_NE(std::string(refusal.what()).find("cc1plus (pid 7)"), std::string::npos) << refusal.what();
  }
  heard = {std::nullopt};
  EXPECT_THROW(await({.required = true}), RequestError);
  await({});
  EXPECT_EQ(said, std::vector<std::string>{"this machine does not tell who uses its CPUs"});
}

TEST_F(AwaitQuiet, TheUserMayStopTheWaiting) {
  heard = {busy};
  interrupted = true;
  EXPECT_THROW(await({.wait_seconds = 60}), Interrupted);
}

}  // namespace
}  // namespace allocscale
