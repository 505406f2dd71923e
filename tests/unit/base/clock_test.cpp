// The harness's clocks.
#include "harness/base/clock.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace allocscale {
namespace {

TEST(Clock, AnInstantToWaitUntilIsWithinAYear) {
  constexpr std::int64_t year_ns = std::int64_t{366} * 24 * 3600 * 1'000'000'000;
  const std::int64_t now_ns = monotonic_ns();
  EXPECT_GE(monotonic_ns_in(0.5), now_ns + 500'000'000);
  EXPECT_LT(monotonic_ns_in(0.5), now_ns + 3600'000'000'000);
  for (const double seconds : {1e300, HUGE_VAL, 1e10}) {
    EXPECT_GE(monotonic_ns_in(seconds), now_ns + year_ns);
    EXPECT_LT(monotonic_ns_in(seconds), now_ns + 2 * year_ns);
  }
  for (const double seconds : {-5.0, -HUGE_VAL, std::nan("")}) {
    const std::int64_t instant_ns = monotonic_ns_in(seconds);
    EXPECT_LE(instant_ns, monotonic_ns());
  }
}

}  // namespace
}  // namespace allocscale
