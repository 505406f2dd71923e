#include "harness/base/nearest_name.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace allocscale {
namespace {

const std::vector<std::string> kernels = {"concat", "copy", "compute", "dict"};

TEST(NearestName, FindsAWordWithOneSlip) {
  EXPECT_EQ(nearest_name("concta", kernels), "concat");  // two neighbours swapped
  EXPECT_EQ(nearest_name("concatt", kernels), "concat");
  EXPECT_EQ(nearest_name("oncat", kernels), "concat");
  EXPECT_EQ(nearest_name("dikt", kernels), "dict");
}

TEST(NearestName, SaysNothingWhenNothingIsNear) {
  EXPECT_EQ(nearest_name("xyzzy", kernels), "");
  EXPECT_EQ(nearest_name("concat", {}), "");
  EXPECT_EQ(nearest_name("--baseline", std::vector<std::string>{"--size", "--kernel"}), "");
}

TEST(NearestName, HintListsAllWhenNothingIsNear) {
  EXPECT_EQ(name_hint("concta", kernels), "; did you mean 'concat'?");
  EXPECT_EQ(name_hint("xyzzy", kernels), "; valid: concat, copy, compute, dict");
}

}  // namespace
}  // namespace allocscale
