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

TEST(AllocatorName, may_set_variables) {
  EXPECT_FALSE(sets_variables("mine=/usr/lib/libc++.so"));
  EXPECT_FALSE(sets_variables("jemalloc+MALLOC_CONF=narenas:1"));  // it has no name of its own
  EXPECT_FALSE(sets_variables("bg=jemalloc+9=1"));
  ASSERT_TRUE(sets_variables("bg=jemalloc+MALLOC_CONF=background_thread:true"));
  const KnobLevel one = parse_knob_level("bg=jemalloc:eager+MALLOC_CONF=a:1,b:2");
  EXPECT_EQ(one.name, "bg");
  EXPECT_EQ(one.base, "jemalloc:eager");
  EXPECT_EQ(one.variables, (std::vector<std::string>{"MALLOC_CONF=a:1,b:2"}));
  const KnobLevel two = parse_knob_level(R"(x=/opt/lib.so+A=1+1+B_2=c\+D=e\\+E=)");
  EXPECT_EQ(two.base, "/opt/lib.so");
  EXPECT_EQ(two.variables, (std::vector<std::string>{"A=1+1", R"(B_2=c+D=e\)", "E="}));
}

TEST(AllocatorName, that_sets_variables_is_written_as_it_is_read) {
  const KnobLevel level = {"x", "glibc", {"A=1,2+B=3", R"(C=\,)", "D="}};
  const KnobLevel read = parse_knob_level(knob_level_text(level));
  EXPECT_EQ(read.name, level.name);
  EXPECT_EQ(read.base, level.base);
  EXPECT_EQ(read.variables, level.variables);
}

}  // namespace
}  // namespace allocscale
