// Do the intervals and verdicts err as often as they say? Simulated truth, fixed seeds.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "harness/analysis/interval.hpp"
#include "harness/analysis/pairing.hpp"
#include "harness/analysis/verdict.hpp"
#include "tests/unit/analysis/simulated.hpp"

namespace allocscale {
namespace {

constexpr int draws = 5000;
constexpr int blocks = 20;

TEST(Coverage, NinetyFivePercentIntervalsHoldTheMean) {
  Normal normal(1);
  const double covered = share_of(draws, [&] {
    std::vector<double> values;
    for (int i = 0; i < blocks; ++i) values.push_back(normal(0.2, 0.1));
    const Interval interval = *mean_interval(values, 0.95);
    return interval.low <= 0.2 && 0.2 <= interval.high;
  });
  EXPECT_GT(covered, 0.93);
  EXPECT_LT(covered, 0.97);
}

TEST(Coverage, GeometricIntervalsHoldTheMedianOfSkewedTimes) {
  Normal normal(2);
  const double covered = share_of(draws, [&] {
    std::vector<double> values;
    for (int i = 0; i < blocks; ++i) values.push_back(std::exp(normal(std::log(5.0), 0.16)));
    const Interval interval = *geometric_interval(values, 0.95);
    return interval.low <= 5.0 && 5.0 <= interval.high;
  });
  EXPECT_GT(covered, 0.93);
  EXPECT_LT(covered, 0.97);
}

// A cell against itself, with minutes that drift far more than trials differ: pairing must take the drift
// out.
TEST(Coverage, AAComparisonsDifferInOneOfTwenty) {
  Normal normal(3);
  double widths = 0;
  const double differing = share_of(draws, [&] {
    Series first, second;
    for (int block = 0; block < blocks; ++block) {
      const double drift = normal(18, 0.5);
      first[{block, 0}] = drift + normal(0, 0.1);
      second[{block, 0}] = drift + normal(0, 0.1);
    }
    const Interval interval = *mean_interval(paired(first, second).values(), 0.95);
    widths += interval.high - interval.low;
    return interval.low > 0 || interval.high < 0;
  });
  EXPECT_GT(differing, 0.03);
  EXPECT_LT(differing, 0.07);
  // 2·t₀.₉₇₅·0.1·√2/√20 = 0.132: the drift of 0.5 would make it 0.66.
  EXPECT_LT(widths / draws, 0.14);
}

// A true effect exactly at the margin must be called equivalent in at most one of twenty; three standard
// errors of the simulated share (0.3 %) are allowed on top.
TEST(Coverage, EquivalenceIsClaimedWronglyInAtMostOneOfTwenty) {
  Normal normal(4);
  const double claimed = share_of(draws, [&] {
    std::vector<double> values;
    for (int i = 0; i < blocks; ++i) values.push_back(normal(std::log(1.03), 0.02));
    return judge(values, 0.03).verdict == Verdict::equivalent;
  });
  EXPECT_LT(claimed, 0.05 + 3 * 0.0031);
  EXPECT_GT(claimed, 0.03);
}

TEST(Coverage, NoEffectIsCalledEquivalentWhenTheNoiseAllows) {
  Normal normal(5);
  const double claimed = share_of(draws, [&] {
    std::vector<double> values;
    for (int i = 0; i < blocks; ++i) values.push_back(normal(0, 0.02));
    return judge(values, 0.03).verdict == Verdict::equivalent;
  });
  EXPECT_GT(claimed, 0.99);
}

// What `detectable` promises: an effect of that size is found in four of five.
TEST(Coverage, TheDetectableEffectIsFoundInFourOfFive) {
  Normal normal(6);
  const double effect =
      (t_quantile(0.975, blocks - 1) + t_quantile(0.8, blocks - 1)) * 0.1 / std::sqrt(blocks);
  const double found = share_of(draws, [&] {
    std::vector<double> values;
    for (int i = 0; i < blocks; ++i) values.push_back(normal(effect, 0.1));
    return judge(values, 0.03).verdict == Verdict::loss;
  });
  EXPECT_GT(found, 0.77);
  EXPECT_LT(found, 0.83);
}

}  // namespace
}  // namespace allocscale
