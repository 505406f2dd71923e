// Whether a list has an item.
#include "harness/base/contains.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace allocscale {
namespace {

TEST(ContainsTest, AListContainsItsItemsAndNoOther) {
  const std::vector<std::string> names{"glibc", "jemalloc"};
  EXPECT_TRUE(contains(names, "glibc"));
  EXPECT_TRUE(contains(names, std::string("jemalloc")));
  EXPECT_FALSE(contains(names, "glib"));
  EXPECT_FALSE(contains(std::vector<int>{}, 1));
}

}  // namespace
}  // namespace allocscale
