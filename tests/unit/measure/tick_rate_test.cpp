// Is the rate of the tick what its length says, and absent where the answer is no tick?
#include "harness/measure/tick_rate.hpp"

#include <gtest/gtest.h>

namespace allocscale {
namespace {

TEST(TickRate, IsThatOfTheCoarseClocksResolution) {
  EXPECT_EQ(tick_rate_of(10'000'000), 100);
  EXPECT_EQ(tick_rate_of(4'000'000), 250);
  EXPECT_EQ(tick_rate_of(3'333'333), 300);
  EXPECT_EQ(tick_rate_of(1'000'000), 1000);
  EXPECT_EQ(tick_rate_of(999'848), 1000)
      << "the tick of older kernels on x86, a whole number of timer counts";
}

TEST(TickRate, IsAbsentWhereNoKernelTicksSo) {
  EXPECT_EQ(tick_rate_of(1), std::nullopt) << "an emulated kernel: every clock is fine";
  EXPECT_EQ(tick_rate_of(0), std::nullopt);
  EXPECT_EQ(tick_rate_of(-4'000'000), std::nullopt);
  EXPECT_EQ(tick_rate_of(1'000'000'000), std::nullopt);
}

}  // namespace
}  // namespace allocscale
