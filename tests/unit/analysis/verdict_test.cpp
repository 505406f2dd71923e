// Do the verdicts turn exactly where the method says?
#include "harness/analysis/verdict.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace allocscale {
namespace {

// Twenty values of mean 0 and standard deviation 1. R 4.2.2: z <- qnorm(ppoints(20)); z <- (z - mean(z)) /
// sd(z).
constexpr double half[] = {
    0.063087888720587487, 0.19026781467622771, 0.32057594721239785, 0.45652000466315523, 0.60139311172267584,
    0.76000618567974876,  0.94026941151546217, 1.1573408183191822,  1.4482804606958313,  1.9718759886689989};

std::vector<double> twenty(double mean, double deviation) {
  std::vector<double> values;
  for (const double z : half) {
    values.push_back(mean + deviation * z);
    values.push_back(mean - deviation * z);
  }
  return values;
}

// R 4.2.2, t.test(x, conf.level = 0.9): (0.014067, 0.029533) is inside ±ln 1.03 = ±0.029559, two one-sided
// tests p = 0.0495; (0.014167, 0.029633) is not, p = 0.0515.
TEST(Verdict, EquivalenceTurnsAtTheMargin) {
  EXPECT_EQ(judge(twenty(0.0218, 0.02), 0.03).verdict, Verdict::equivalent);
  EXPECT_EQ(judge(twenty(-0.0218, 0.02), 0.03).verdict, Verdict::equivalent);
  EXPECT_EQ(judge(twenty(0.0219, 0.02), 0.03).verdict, Verdict::loss);
}

// In the first case above the 95 % interval (0.0124, 0.0312) excludes 0: equivalence comes first all the
// same.
TEST(Verdict, EquivalenceComesBeforeDifference) {
  const Judgement judgement = judge(twenty(0.0218, 0.02), 0.03);
  EXPECT_NEAR(judgement.interval->low, 0.012439712, 1e-9);
  EXPECT_EQ(judgement.verdict, Verdict::equivalent);
  EXPECT_EQ(judge(twenty(0.0218, 0.02), 0.01).verdict, Verdict::loss);
}

// R 4.2.2, t.test(x): (−0.000101, 0.093501) holds 0, (0.000099, 0.093701) does not.
TEST(Verdict, LossAndGainTurnAtZero) {
  EXPECT_EQ(judge(twenty(0.0467, 0.1), 0.03).verdict, Verdict::inconclusive);
  EXPECT_EQ(judge(twenty(0.0469, 0.1), 0.03).verdict, Verdict::loss);
  EXPECT_EQ(judge(twenty(-0.0467, 0.1), 0.03).verdict, Verdict::inconclusive);
  EXPECT_EQ(judge(twenty(-0.0469, 0.1), 0.03).verdict, Verdict::gain);
}

TEST(Verdict, NineteenBlocksGiveAnIntervalAndNoVerdict) {
  std::vector<double> values = twenty(0.3, 0.01);
  EXPECT_EQ(judge(values, 0.03).verdict, Verdict::loss);
  values.pop_back();
  const Judgement judgement = judge(values, 0.03);
  EXPECT_EQ(judgement.verdict, Verdict::none);
  EXPECT_TRUE(judgement.interval);
  EXPECT_TRUE(judgement.detectable);
}

TEST(Verdict, OneBlockGivesNothing) {
  const Judgement judgement = judge(std::vector<double>{0.3}, 0.03);
  EXPECT_EQ(judgement.verdict, Verdict::none);
  EXPECT_FALSE(judgement.interval);
  EXPECT_FALSE(judgement.detectable);
}

// R 4.2.2: (qt(0.975, 19) + qt(0.8, 19)) * 0.1 / sqrt(20).
TEST(Verdict, MinimumDetectableEffectIsRs) {
  EXPECT_NEAR(judge(twenty(0, 0.1), 0.03).detectable.value(), 0.0660528801987, 1e-9);
}

TEST(Verdict, TheNoisierOfRowAndTwinSetsTheDetectableEffect) {
  EXPECT_NEAR(judge(twenty(0, 0.1), 0.03, 0.05).detectable.value(), 0.0660528801987, 1e-9);
  EXPECT_NEAR(judge(twenty(0, 0.1), 0.03, 0.2).detectable.value(), 2 * 0.0660528801987, 1e-9);
}

}  // namespace
}  // namespace allocscale
