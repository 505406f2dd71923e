// Are the lines of the CPUs in /proc/stat read as proc(5) has them?
#include "harness/measure/cpu_ticks.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace allocscale {
namespace {

using Cpus = std::vector<int>;

TEST(CpuTicks, AreOfTheGivenCpus) {
  const std::string stat =
      "cpu  1 2 3 4 5 6 7 1000 9 9\ncpu0 1 2 3 4 5 6 7 100 9 9\ncpu1 "
      "1 2 3 4 5 6 7 20 9 9\ncpu10 1 2 3 4 5 6 7 3 9 9\nintr 1\n";
  EXPECT_EQ(cpu_ticks(stat, Cpus{}), (CpuTicks{1, 2, 3, 4, 5, 6, 7, 1000}));
  EXPECT_EQ(cpu_ticks(stat, Cpus{0}), (CpuTicks{1, 2, 3, 4, 5, 6, 7, 100}));
  EXPECT_EQ(cpu_ticks(stat, Cpus{1, 10}), (CpuTicks{2, 4, 6, 8, 10, 12, 14, 23}));
  EXPECT_EQ(cpu_ticks(stat, Cpus{0, 2}), std::nullopt) << "CPU 2 is not there";
  EXPECT_EQ(cpu_ticks("cpu  1 2 3 4 5 6 7 8\ncpu10 1 2 3 4 5 6 7 8\n", Cpus{1}), std::nullopt)
      << "10 is not 1";
  EXPECT_EQ(cpu_ticks("cpu  1 2 3\ncpu0 5 6 7 8\n", Cpus{}), std::nullopt)
      << "a kernel before steal was counted; the next line is another CPU's";
}

TEST(CpuTicks, IdleAndStolenTimeIsNobodysUse) {
  constexpr CpuTicks ticks = {1, 20, 300, 4, 5, 6000, 70000, 8};
  EXPECT_EQ(ticks.busy(), 76'321);
  EXPECT_EQ(ticks.all(), 76'338);
}

}  // namespace
}  // namespace allocscale
