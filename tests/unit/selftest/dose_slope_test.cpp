// Is a value that follows its dose told from one that leaks into another?
#include "harness/selftest/dose_slope.hpp"

#include <gtest/gtest.h>

#include "tests/unit/attribution/made_attribution.hpp"

namespace allocscale {
namespace {

// Of `points` of work planted, a part `leak` goes to the page-fault path; 2 points are everyone's.
CampaignAttributions campaign(double leak, double scale = 1) {
  CampaignAttributions made;
  made.attributions.push_back(made_attribution({0, 0, 0, 0}, 2));
  for (const double dose : {1.0, 2.0}) {
    const double points = 25 * dose * scale;
    made.attributions.push_back(made_attribution({points * leak, points * (1 - leak), 0, 0}, 2,
                                                 "planted-work", static_cast<std::uint64_t>(100 * dose)));
  }
  return made;
}

TEST(DoseSlope, IsOneWhereTheValueFollowsTheDose) {
  const std::vector<CampaignAttributions> campaigns = {campaign(0), campaign(0, 1.2)};
  const auto slopes = dose_slopes(campaigns);
  ASSERT_EQ(slopes.size(), 1U);
  EXPECT_EQ(slopes[0].planted->name, "planted-work");
  ASSERT_EQ(slopes[0].points.size(), 4U);
  EXPECT_EQ(slopes[0].points[3].dose, 200U);
  EXPECT_NEAR(slopes[0].points[3].planted, 60, 1e-9);
  EXPECT_NEAR(slopes[0].slope.value(), 1, 1e-9);
  EXPECT_NEAR(slopes[0].between_campaigns.value().high, 1, 1e-9);
  EXPECT_TRUE(slopes[0].holds());
}

TEST(DoseSlope, FallsShortWhereAnotherComponentTakesAPart) {
  const std::vector<CampaignAttributions> campaigns = {campaign(0.2), campaign(0.2)};
  const auto slopes = dose_slopes(campaigns);
  EXPECT_NEAR(slopes[0].slope.value(), 0.8, 1e-9);
  EXPECT_FALSE(slopes[0].holds());
}

TEST(DoseSlope, OfOneExperimentIsNotJudged) {
  const std::vector<CampaignAttributions> campaigns = {campaign(0.2)};
  const auto slopes = dose_slopes(campaigns);
  EXPECT_NEAR(slopes[0].slope.value(), 0.8, 1e-9);
  EXPECT_FALSE(slopes[0].judged());
  EXPECT_TRUE(slopes[0].holds());
}

// 100 ns of dose is 2.4 ms of 10 ms: 24 points declared, 25 named.
TEST(DoseSlope, OnWhatTheKernelDeclares) {
  const std::vector<CampaignAttributions> campaigns = {campaign(0)};
  const auto slopes = dose_slopes(campaigns, [](const Attribution& one) -> std::optional<double> {
    return 24'000.0 * static_cast<double>(one.size);
  });
  EXPECT_NEAR(slopes[0].points[0].declared.value(), 24, 1e-9);
  EXPECT_NEAR(slopes[0].declared_slope.value(), 25.0 / 24, 1e-9);
}

// Planted and named points are of one make: a scale that is wrong in both shows in what the kernel declares.
TEST(DoseSlope, AnErrorOfScaleShowsInWhatIsDeclared) {
  const std::vector<CampaignAttributions> campaigns = {campaign(0), campaign(0)};
  const auto with = [&campaigns](double ns_of_dose) {
    return dose_slopes(campaigns, [ns_of_dose](const Attribution& one) -> std::optional<double> {
      return ns_of_dose * static_cast<double>(one.size);
    })[0];
  };
  EXPECT_TRUE(with(24'000).holds());
  EXPECT_NEAR(with(12'000).slope.value(), 1, 1e-9);
  EXPECT_FALSE(with(12'000).holds());
  EXPECT_FALSE(with(36'000).holds());
}

TEST(DoseSlope, NeedsTheNullOfTheSameCampaignAndNoCompetitor) {
  std::vector<CampaignAttributions> campaigns = {campaign(0)};
  campaigns[0].competitor = true;
  EXPECT_TRUE(dose_slopes(campaigns).empty());
  campaigns[0].competitor = false;
  campaigns[0].attributions.erase(campaigns[0].attributions.begin());
  EXPECT_TRUE(dose_slopes(campaigns).empty());
}

}  // namespace
}  // namespace allocscale
