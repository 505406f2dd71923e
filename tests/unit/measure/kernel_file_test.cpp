#include "harness/measure/kernel_file.hpp"

#include <gtest/gtest.h>

namespace allocscale {
namespace {

using Cpus = std::vector<int>;

TEST(KernelFileTest, CpuLists) {
  EXPECT_EQ(parse_cpu_list("0"), Cpus{0});
  EXPECT_EQ(parse_cpu_list("0-2,5,8-9\n"), (Cpus{0, 1, 2, 5, 8, 9}));
  EXPECT_EQ(parse_cpu_list(""), Cpus{});
  EXPECT_EQ(parse_cpu_list("3-1"), Cpus{});
  EXPECT_EQ(parse_cpu_list("1-x"), Cpus{});
  EXPECT_EQ(parse_cpu_list("0-999999999"), Cpus{}) << "no machine has so many";
}

TEST(KernelFileTest, CacheSizes) {
  EXPECT_EQ(parse_cache_size("32K"), 32'768);
  EXPECT_EQ(parse_cache_size("4M"), 4'194'304);
  EXPECT_EQ(parse_cache_size("512"), 512);
  EXPECT_EQ(parse_cache_size(""), std::nullopt);
  EXPECT_EQ(parse_cache_size("K"), std::nullopt);
  EXPECT_EQ(parse_cache_size("0K"), std::nullopt);
}

TEST(KernelFileTest, TextAfterAKey) {
  EXPECT_EQ(text_of("model\t\t: 17\nmodel name\t: AMD EPYC\n", "model name"), "AMD EPYC");
  EXPECT_EQ(text_of("model\t\t: 17\nmodel name\t: AMD EPYC", "model"), "17");
  EXPECT_EQ(text_of("model name\t:\n", "model name"), std::nullopt);
  EXPECT_EQ(text_of("", "model name"), std::nullopt);
}

TEST(KernelFileTest, AMissingFileIsAbsent) {
  EXPECT_EQ(read_integer("/nonexistent"), std::nullopt);
  EXPECT_EQ(read_word("/nonexistent"), std::nullopt);
}

}  // namespace
}  // namespace allocscale
