// Are planted laws found, agree the fits with R, and is nothing claimed from too few levels?
#include "harness/analysis/scaling_law.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "harness/selftest/simulated.hpp"

namespace allocscale {
namespace {

// R 4.2.2: lm(y ~ 0 + I(P - 1) + I(P * (P - 1))).
TEST(ScalingLaw, FreeFitsAreRs) {
  const LawCoefficients law = fit_law({{2, 1.05}, {3, 1.12}, {4, 1.2}, {6, 1.41}, {8, 1.7}, {12, 2.4}});
  EXPECT_NEAR(law.contention, 0.03884649655731062, 1e-12);
  EXPECT_NEAR(law.coherency, 0.00739778973557832, 1e-12);
}

// R's free fit of these has the coherency −0.00134; with it held at 0, lm(y ~ 0 + I(P - 1)) gives the other.
TEST(ScalingLaw, NoCoefficientIsNegative) {
  const LawCoefficients law = fit_law({{2, 1.10}, {3, 1.19}, {4, 1.28}, {6, 1.45}, {8, 1.60}, {12, 1.9}});
  EXPECT_NEAR(law.contention, 0.0845454545454545, 1e-12);
  EXPECT_EQ(law.coherency, 0);
  EXPECT_EQ(fit_law({{2, 0.9}, {3, 0.8}}).contention, 0);
  EXPECT_EQ(fit_law({{2, 0.9}, {3, 0.8}}).coherency, 0);
  EXPECT_EQ(fit_law({{2, 1.0}, {4, 1.0}, {8, 1.9}}).contention, 0);
}

// R 4.2.2: optimize() of the squared error over 3 to 6 gives 4.005253.
TEST(ScalingLaw, TheHingeIsRs) {
  const Slowdowns slowdowns = {{2, 1.02}, {3, 0.99}, {4, 1.01}, {6, 1.48}, {8, 2.05}, {12, 2.97}};
  EXPECT_NEAR(fit_hinge(slowdowns).value(), 4.00525279, 1e-6);
  EXPECT_DOUBLE_EQ(hinge_at(4.0, 3), 1);
  EXPECT_DOUBLE_EQ(hinge_at(4.0, 8), 2);
  EXPECT_FALSE(fit_hinge({{2, 0.99}, {3, 1.0}}));
}

// R 4.2.2, each level foretold from lm() of the other five, and from the hinge that a grid of 10⁻⁴ finds
// best.
TEST(ScalingLaw, TheErrorsOfLevelsLeftOutAreRs) {
  const std::vector<Slowdowns> two(2, {{2, 1.05}, {3, 1.12}, {4, 1.2}, {6, 1.41}, {8, 1.7}, {12, 2.4}});
  const auto law = scaling_law(two, 12);
  EXPECT_NEAR(law->law_error, 0.0275912064456673, 1e-9);
  EXPECT_NEAR(law->hinge_error, 0.160667771304349, 1e-3);
}

std::vector<Slowdowns> simulate(Normal& normal, const std::vector<int>& levels, double noise,
                                double (*truth)(int)) {
  std::vector<Slowdowns> blocks(20);
  for (Slowdowns& block : blocks)
    for (const int level : levels) block[level] = truth(level) * std::exp(normal(0, noise));
  return blocks;
}

const std::vector<int> of_sixteen = {2, 4, 6, 8, 12, 16};

TEST(ScalingLaw, PlantedCoefficientsOfASixteenCpuMachineAreHeld) {
  Normal normal(41);
  const double covered = share_of(1000, [&] {
    const auto law = scaling_law(simulate(normal, of_sixteen, 0.03,
                                          [](int p) {
                                            return law_at({0.05, 0.004}, p);
                                          }),
                                 16);
    return law->contention.low <= 0.05 && 0.05 <= law->contention.high && law->coherency.low <= 0.004 &&
           0.004 <= law->coherency.high;
  });
  EXPECT_GT(covered, 0.92);  // of both at once; they hang together
  EXPECT_LT(covered, 0.97);
}

TEST(ScalingLaw, TheLevelLeftOutTellsTheLawFromTheHinge) {
  Normal normal(42);
  const std::vector<int> of_64 = {2, 4, 8, 16, 32, 48, 64};
  const auto law = scaling_law(simulate(normal, of_64, 0.02,
                                        [](int p) {
                                          return law_at({0.02, 0.001}, p);
                                        }),
                               64);
  EXPECT_LT(law->law_error, law->hinge_error / 3);
  const auto hinge = scaling_law(simulate(normal, of_64, 0.02, [](int p) { return hinge_at(20, p); }), 64);
  EXPECT_LT(hinge->hinge_error, hinge->law_error / 3);
  EXPECT_NEAR(hinge->saturation.value(), 20, 0.5);
}

TEST(ScalingLaw, SixLevelsWithinTheCpusAreNeeded) {
  Normal normal(43);
  const auto blocks = simulate(normal, {2, 3, 4, 6, 8}, 0.02, [](int p) { return law_at({0.05, 0}, p); });
  EXPECT_TRUE(scaling_law(blocks, 8));  // with the level of one worker they are six
  EXPECT_FALSE(scaling_law(blocks, 7));
  EXPECT_FALSE(scaling_law(std::span(blocks).first(1), 8));
  EXPECT_FALSE(scaling_law({}, 8));
}

TEST(ScalingLaw, ABlockThatLacksALevelIsLeftOut) {
  Normal normal(44);
  auto blocks = simulate(normal, of_sixteen, 0.02, [](int p) { return law_at({0.05, 0}, p); });
  blocks[3].erase(8);
  EXPECT_EQ(scaling_law(blocks, 16)->blocks, 19);
}

TEST(ScalingLaw, NothingIsForetoldFarBeyondWhatWasMeasured) {
  Normal normal(45);
  const auto law = scaling_law(simulate(normal, of_sixteen, 0,
                                        [](int p) {
                                          return law_at({0.05, 0.01}, p);
                                        }),
                               16);
  EXPECT_NEAR(law->predict(24).value(), 1 + 0.05 * 23 + 0.01 * 24 * 23, 1e-9);
  EXPECT_FALSE(law->predict(25));
}

}  // namespace
}  // namespace allocscale
