// When do page faults show that an arm is at work?
#include <gtest/gtest.h>

#include "harness/launch/arm_proof.hpp"

namespace allocscale {
namespace {

constexpr bool keeping = true;  // what the arm does with freed memory
constexpr FaultCount kept = {1000, 1000, 0};
constexpr FaultCount given_back = {1000, 1000, 998};
constexpr FaultCount between = {1000, 1000, 300};

TEST(ArmRefusal, RetainMustKeepWhatIsOtherwiseGivenBack) {
  EXPECT_EQ(arm_refusal(keeping, given_back, kept), "");
  EXPECT_NE(arm_refusal(keeping, given_back, given_back), "");
  EXPECT_NE(arm_refusal(keeping, kept, kept), "");
  EXPECT_NE(arm_refusal(keeping, given_back, between), "");
}

TEST(ArmRefusal, EagerMustGiveBackWhatIsOtherwiseKept) {
  EXPECT_EQ(arm_refusal(!keeping, kept, given_back), "");
  EXPECT_NE(arm_refusal(!keeping, kept, kept), "");
  EXPECT_NE(arm_refusal(!keeping, given_back, given_back), "");
  EXPECT_NE(arm_refusal(!keeping, kept, between), "");
}

TEST(ArmRefusal, SaysWhatWasSeen) {
  EXPECT_EQ(arm_refusal(keeping, given_back, between),
            "it does not act on this version: 300 faults a round with it, 998 without, of 1000 pages");
}

TEST(ArmedRunner, HasTheKnobsAndTheNameOfTheArmAndOneNameOnly) {
  Runner runner;
  runner.allocator = "mine";
  runner.arguments = {"--owner", "libmine.so", "--allocator", "mine"};
  runner.environment = {"LD_PRELOAD=/libmine.so"};
  const Runner armed = with_arm(runner, {"eager", false, {"A=1", "B=2"}, "", 4096, 4096});
  EXPECT_EQ(armed.allocator, "mine:eager");
  EXPECT_EQ(armed.arguments,
            (std::vector<std::string>{"--owner", "libmine.so", "--allocator", "mine:eager"}));
  EXPECT_EQ(armed.environment, (std::vector<std::string>{"LD_PRELOAD=/libmine.so", "A=1", "B=2"}));
}

}  // namespace
}  // namespace allocscale
