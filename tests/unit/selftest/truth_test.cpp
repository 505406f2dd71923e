// Does every simulated truth come out as it must? The figures are the ones that `allocscale selftest` prints.
#include <gtest/gtest.h>

#include <cmath>

#include "harness/analysis/interval.hpp"
#include "harness/analysis/pairing.hpp"
#include "harness/selftest/attribution_truth.hpp"
#include "harness/selftest/busy_truth.hpp"
#include "harness/selftest/inference_truth.hpp"
#include "harness/selftest/simulated.hpp"

namespace allocscale {
namespace {

void expect_all_hold(const std::vector<BoundedFigure>& figures) {
  EXPECT_FALSE(figures.empty());
  for (const BoundedFigure& figure : figures)
    EXPECT_TRUE(figure.holds()) << figure.what << ": " << figure.value << ", not within " << figure.least
                                << " to " << figure.most;
}

TEST(SimulatedTruth, IntervalsAndVerdictsErrAsOftenAsTheySay) { expect_all_hold(inference_truth({})); }

TEST(Truth, PlantedPointsComeBackExactly) { EXPECT_TRUE(exact_points().holds()); }

TEST(SimulatedTruth, PlantedCausesAreNamedOnMachinesOfAnySize) { expect_all_hold(attribution_truth(200, 1)); }

TEST(SimulatedTruth, ABusyMachineMakesNoLossAndHidesNone) {
  for (const std::uint64_t seed : {1U, 2U}) expect_all_hold(busy_truth(200, seed));
}

TEST(SimulatedTruth, EqualSeedsGiveEqualFigures) {
  const SimulationEffort little = {20, 4, 7};
  const auto expect_equal = [](const std::vector<BoundedFigure>& one,
                               const std::vector<BoundedFigure>& again) {
    ASSERT_EQ(one.size(), again.size());
    for (std::size_t i = 0; i < one.size(); ++i) EXPECT_EQ(one[i].value, again[i].value) << one[i].what;
  };
  const auto one = inference_truth(little);
  expect_equal(one, inference_truth(little));
  expect_equal(attribution_truth(1, 7, {4}), attribution_truth(1, 7, {4}));
  expect_equal(busy_truth(1, 7), busy_truth(1, 7));
  EXPECT_NE(one[0].value, inference_truth({20, 4, 8})[0].value);
}

TEST(Truth, AFigureHoldsAtItsBounds) {
  EXPECT_TRUE((BoundedFigure{"", 0.93, 0.93, 0.97}.holds()));
  EXPECT_TRUE((BoundedFigure{"", 0.97, 0.93, 0.97}.holds()));
  EXPECT_FALSE((BoundedFigure{"", 0.9299, 0.93, 0.97}.holds()));
  EXPECT_FALSE((BoundedFigure{"", NAN, 0.93, 0.97}.holds()));
}

// A drift that all trials of a block share must not widen what is paired: 2·t₀.₉₇₅·0.1·√2/√20 = 0.132, where
// the drift of 0.5 would make it 0.66.
TEST(Truth, PairingTakesTheDriftOut) {
  Normal normal(3);
  double widths = 0;
  constexpr int draws = 500;
  for (int i = 0; i < draws; ++i) {
    Series first, second;
    for (int block = 0; block < 20; ++block) {
      const double drift = normal(18, 0.5);
      first[{block, 0}] = drift + normal(0, 0.1);
      second[{block, 0}] = drift + normal(0, 0.1);
    }
    const Interval interval = *mean_interval(paired(first, second).values(), 0.95);
    widths += interval.high - interval.low;
  }
  EXPECT_LT(widths / draws, 0.14);
}

}  // namespace
}  // namespace allocscale
