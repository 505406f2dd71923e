// An allocator with an arm, and one that is preloaded: what their texts mean.
#include "harness/model/allocator_name.hpp"

#include <gtest/gtest.h>

namespace allocscale {
namespace {

TEST(AllocatorName, is_an_allocator_or_one_of_its_arms) {
  EXPECT_EQ(parse_allocator("glibc"), (AllocatorName{"glibc", std::nullopt}));
  EXPECT_EQ(parse_allocator("glibc:retain"), (AllocatorName{"glibc", "retain"}));
  EXPECT_EQ(parse_allocator("mine.2:eager"), (AllocatorName{"mine.2", "eager"}));
}

TEST(AllocatorName, is_written_as_it_was_read) {
  for (const char* text : {"glibc", "glibc:retain", "my-own_2.0:eager", "glibc:", ":retain", "a:b:c", ""})
    EXPECT_EQ(text_of(parse_allocator(text)), text);
  EXPECT_EQ(text_of({"glibc", retain_arm}), "glibc:retain");
}

TEST(AllocatorName, tells_arms_from_allocators) {
  EXPECT_FALSE(is_arm("glibc"));
  EXPECT_FALSE(is_arm("replay+immortal"));
  EXPECT_TRUE(is_arm("glibc:eager"));
  EXPECT_TRUE(is_arm("glibc:"));  // an arm without a name, which no allocator has
}

TEST(AllocatorName, tells_the_arm_that_keeps_memory) {
  EXPECT_TRUE(keeps_memory("mimalloc:retain"));
  EXPECT_FALSE(keeps_memory("mimalloc:eager"));
  EXPECT_FALSE(keeps_memory("retain"));
}

TEST(AllocatorName, may_come_with_the_file_to_preload) {
  EXPECT_FALSE(is_preload("mine:eager"));
  ASSERT_TRUE(is_preload("mine=/lib/a=b.so"));
  EXPECT_EQ(parse_preload("mine=/lib/a=b.so").name, AllocatorName{"mine"});
  EXPECT_EQ(parse_preload("mine=/lib/a=b.so").file, "/lib/a=b.so");
  EXPECT_EQ(parse_preload("mine:eager=/lib/x:1.so").name, (AllocatorName{"mine", "eager"}));
  EXPECT_EQ(parse_preload("mine:eager=/lib/x:1.so").file, "/lib/x:1.so");
  EXPECT_EQ(parse_preload("mine=").file, "");
}

}  // namespace
}  // namespace allocscale
