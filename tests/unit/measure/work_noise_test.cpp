// Is the noise of the machine told from recorded times, and from a CPU of this machine?
#include "harness/measure/work_noise.hpp"

#include <gtest/gtest.h>
#include <sched.h>

#include <vector>

#include "harness/measure/doctor.hpp"

namespace allocscale {
namespace {

// Pieces of 40 equal parts, each of 50 µs times what its piece is told.
std::vector<std::int64_t> pieces(const std::vector<double>& factors) {
  std::vector<std::int64_t> parts;
  for (const double factor : factors)
    for (std::size_t part = 0; part < parts_of_piece; ++part)
      parts.push_back(static_cast<std::int64_t>(50'000 * factor));
  return parts;
}

TEST(WorkNoise, IsTheSpreadOfThePieces) {
  EXPECT_EQ(noise_of(pieces(std::vector<double>(20, 1.0))), (WorkNoise{0, 0}));
  // Of 1.00, 1.01 … 1.10 the 10th percentile is 1.01, the median 1.05, the 90th 1.09.
  const auto noise = noise_of(pieces({1.10, 1.00, 1.09, 1.01, 1.08, 1.02, 1.07, 1.03, 1.06, 1.04, 1.05}));
  ASSERT_TRUE(noise);
  EXPECT_NEAR(noise->spread, 0.08 / 1.05, 1e-9);
  EXPECT_EQ(noise->lost, 0);
}

TEST(WorkNoise, AnInterruptionIsAPartThatTookMuchLonger) {
  std::vector<std::int64_t> parts = pieces(std::vector<double>(10, 1.0));  // 20 ms in all
  parts[7] += 99'999;
  EXPECT_EQ(noise_of(parts)->lost, 0);
  parts[7] += 1;
  parts[399] += 900'000;
  EXPECT_NEAR(noise_of(parts)->lost, 1.0 / 21, 1e-9);
}

TEST(WorkNoise, IsAbsentOfFewPiecesAndAPieceThatWasCutIsNone) {
  std::vector<std::int64_t> parts = pieces(std::vector<double>(10, 1.0));
  parts.push_back(50'000'000);
  EXPECT_EQ(noise_of(parts), (WorkNoise{0, 0}));
  parts.resize(10 * parts_of_piece - 1);
  EXPECT_EQ(noise_of(parts), std::nullopt);
  EXPECT_EQ(noise_of({}), std::nullopt);
}

TEST(WorkNoise, TheDoctorSaysFromWhereOnItDisturbs) {
  EXPECT_FALSE(examine_work_noise(WorkNoise{0.03, 0.01}).disturbs);
  EXPECT_TRUE(examine_work_noise(WorkNoise{0.031, 0}).disturbs);
  EXPECT_TRUE(examine_work_noise(WorkNoise{0, 0.011}).disturbs);
  EXPECT_NE(examine_work_noise(WorkNoise{0, 0.011}).advice, "");
  EXPECT_EQ(examine_work_noise(std::nullopt).state, "not shown");
}

TEST(WorkNoise, OfThisMachineIsTriedOnTheCpusThatAreThere) {
  cpu_set_t mine;
  ASSERT_EQ(::sched_getaffinity(0, sizeof mine, &mine), 0);
  int cpu = 0;
  while (!CPU_ISSET(static_cast<std::size_t>(cpu), &mine)) ++cpu;
  const auto noise = try_fixed_work(std::vector<int>{cpu, CPU_SETSIZE - 1}, 20);
  ASSERT_TRUE(noise);
  EXPECT_GE(noise->spread, 0);
  EXPECT_LT(noise->lost, 1);
  EXPECT_EQ(try_fixed_work(std::vector<int>{CPU_SETSIZE - 1}, 1), std::nullopt);
}

}  // namespace
}  // namespace allocscale
