// Do the checks fail what they should fail?
#include "harness/attribution/check.hpp"

#include <gtest/gtest.h>

#include <array>

namespace allocscale {
namespace {

TEST(Check, SilentIsATwentiethOrTheFloor) {
  EXPECT_EQ(check_silent({{27000, 27000}, {1350, 1350}}, 16), CheckResult::passed);
  EXPECT_EQ(check_silent({{27000, 27000}, {1351, 1351}}, 16), CheckResult::failed);
  EXPECT_EQ(check_silent({{100, 100}, {16, 16}}, 16), CheckResult::passed);
  EXPECT_EQ(check_silent({{100, 100}, {17, 17}}, 16), CheckResult::failed);
  EXPECT_EQ(check_silent({}, 16), CheckResult::no_witness);
}

TEST(Check, WhatWasSilentBeforeLeftNothingToRemove) {
  EXPECT_EQ(check_silent({{16, 16}, {0, 0}}, 16), CheckResult::nothing);
  EXPECT_EQ(check_silent({{0, 0}, {0, 0}}, 16), CheckResult::nothing);
  EXPECT_EQ(check_silent({{0, 0}, {17, 17}}, 16), CheckResult::failed);
  EXPECT_EQ(check_silent({{17, 17}, {0, 0}}, 16), CheckResult::passed);
}

TEST(Check, UnchangedIsProvenAndNotAssumed) {
  EXPECT_EQ(check_unchanged({{100, 101, 99, 100}, {103, 104, 103, 102}}, 0.1, 0), CheckResult::passed);
  EXPECT_EQ(check_unchanged({{100, 101, 99, 100}, {120, 121, 119, 121}}, 0.1, 0), CheckResult::failed);
  EXPECT_EQ(check_unchanged({{100, 100, 100, 100}, {80, 130, 90, 125}}, 0.1, 0), CheckResult::inconclusive);
  EXPECT_EQ(check_unchanged({{100, 101, 99, 100}, {80, 81, 79, 80}}, 0.1, 0), CheckResult::failed);
  EXPECT_EQ(check_unchanged({{100}, {100}}, 0.1, 0), CheckResult::no_witness);
}

TEST(Check, ACounterAtZeroStaysThere) {
  EXPECT_EQ(check_unchanged({{0, 0}, {0, 0}}, 0.1, 0), CheckResult::passed);
  EXPECT_EQ(check_unchanged({{0, 0, 0, 0}, {1, 0, 0, 0}}, 0.1, 16), CheckResult::passed) << "one stray fault";
  EXPECT_EQ(check_unchanged({{1, 1, 1, 1}, {2, 2, 2, 2}}, 0.1, 16), CheckResult::passed);
  EXPECT_EQ(check_unchanged({{0, 0, 0, 0}, {50, 51, 49, 50}}, 0.1, 16), CheckResult::failed);
  EXPECT_EQ(check_unchanged({{0, 50}, {50, 50}}, 0.1, 16), CheckResult::inconclusive);
}

TEST(Check, OneFailureVoidsARemovalAndNoOther) {
  std::array<Check, 2> checks;
  checks[0].removal = "immortal";
  checks[1].removal = "glibc:retain";
  checks[1].result = CheckResult::failed;
  EXPECT_TRUE(stands(checks, "immortal"));
  EXPECT_FALSE(stands(checks, "glibc:retain"));
  checks[1].result = CheckResult::inconclusive;
  EXPECT_TRUE(stands(checks, "glibc:retain"));
}

}  // namespace
}  // namespace allocscale
