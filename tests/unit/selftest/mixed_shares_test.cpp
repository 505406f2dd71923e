// Are two causes at once held against what each costs alone?
#include "harness/selftest/mixed_shares.hpp"

#include <gtest/gtest.h>

#include "tests/unit/attribution/made_attribution.hpp"

namespace allocscale {
namespace {

// Work costs 2 points a unit of dose and faults 4: at dose 10, work 20 and 10/4 pages 10, two to one.
CampaignAttributions campaign(double mixed_work, double mixed_faults) {
  CampaignAttributions made;
  made.attributions = {made_attribution({0, 0, 0, 0}, 0),
                       made_attribution({0, 40, 0, 0}, 0, "planted-work", 20),
                       made_attribution({40, 0, 0, 0}, 0, "planted-faults", 10),
                       made_attribution({mixed_faults, mixed_work, 0, 0}, 0, "planted-mixed", 10)};
  return made;
}

std::optional<MixedShares> shares_of(const std::vector<CampaignAttributions>& campaigns) {
  return mixed_shares(campaigns, dose_slopes(campaigns));
}

TEST(MixedShares, AreThoseOfTheSameDosesAlone) {
  const auto shares = shares_of({campaign(20, 10), campaign(20, 10)});
  ASSERT_TRUE(shares);
  EXPECT_EQ(shares->attributions, 2);
  EXPECT_NEAR(shares->planted_work, 2.0 / 3, 1e-9);
  EXPECT_NEAR(shares->named_work, 2.0 / 3, 1e-9);
  EXPECT_TRUE(shares->holds());
}

// Alone the faults' kernel takes twice as long as the others: each of its points is two of theirs.
TEST(MixedShares, AreThoseOfTheTimePlantedAndNotOfThePoints) {
  std::vector<CampaignAttributions> campaigns = {campaign(20, 20)};
  campaigns[0].attributions[2].time_ns = Interval{20e6, 20e6, 20e6};
  EXPECT_NEAR(shares_of(campaigns)->planted_work, 0.5, 1e-9);
  EXPECT_TRUE(shares_of(campaigns)->holds());
}

// At dose 12 work costs 2.5 points a unit, and dose 12 is nearer to 10 than 20 is.
TEST(MixedShares, AreThoseOfTheNearestDoses) {
  std::vector<CampaignAttributions> campaigns = {campaign(25, 10)};
  campaigns[0].attributions.push_back(made_attribution({0, 30, 0, 0}, 0, "planted-work", 12));
  EXPECT_NEAR(shares_of(campaigns)->planted_work, 25.0 / 35, 1e-9);
}

TEST(MixedShares, MayBeFivePointsOff) {
  EXPECT_TRUE(shares_of({campaign(21.4, 8.6)})->holds());   // 71.3 of 100
  EXPECT_FALSE(shares_of({campaign(21.6, 8.4)})->holds());  // 72.0
}

TEST(MixedShares, OrBeSaidNotToBeSeparable) {
  std::vector<CampaignAttributions> campaigns = {campaign(30, 0)};
  EXPECT_FALSE(shares_of(campaigns)->holds());
  campaigns[0].attributions[3].removal.components[1].loss.verdict = ComponentVerdict::shared;
  EXPECT_EQ(shares_of(campaigns)->inseparable, 1);
  EXPECT_TRUE(shares_of(campaigns)->holds());
}

TEST(MixedShares, NeedBothCausesAlone) {
  std::vector<CampaignAttributions> campaigns = {campaign(20, 10)};
  campaigns[0].attributions.erase(campaigns[0].attributions.begin() + 1);
  EXPECT_FALSE(shares_of(campaigns));
}

}  // namespace
}  // namespace allocscale
