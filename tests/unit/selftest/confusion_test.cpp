// Are planted and named causes counted against one another, and are only true excuses taken?
#include "harness/selftest/confusion.hpp"

#include <gtest/gtest.h>

#include "tests/unit/attribution/made_attribution.hpp"
#include "tests/unit/selftest/planted_by_name.hpp"

namespace allocscale {
namespace {

Attribution of_work(double work, double residual) {
  return made_attribution({0, work, 0, 0}, residual, "planted-work");
}

const ConfusionRow& row_of(const std::vector<ConfusionRow>& rows, std::string_view name) {
  for (const ConfusionRow& row : rows)
    if (row.planted->name == name) return row;
  throw std::runtime_error("no row " + std::string(name));
}

TEST(Confusion, EachKernelIsCountedUnderItsNames) {
  const std::vector<CampaignAttributions> campaigns = {
      {{of_work(40, 0), of_work(80, 0), made_attribution({0, 0, 0, 0}, 0)}},
      {{of_work(40, 0), of_work(10, 50), made_attribution({0, 0, 0, 0}, 0)}}};
  const auto rows = confusion(campaigns);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].planted->name, null_kernel);
  EXPECT_EQ(rows[0].named[static_cast<std::size_t>(Named::no_loss)], 2);
  const ConfusionRow& work = row_of(rows, "planted-work");
  EXPECT_EQ(work.tasks(), 4);
  EXPECT_EQ(work.right(), 3);
  EXPECT_EQ(work.named[static_cast<std::size_t>(Named::residual)], 1);
}

TEST(Confusion, BesideACompetitorItIsTheMachinesRow) {
  const Attribution null = with_machine(made_attribution({0, 0, 0, 0}, 50), 48);
  const std::vector<CampaignAttributions> campaigns = {{{null}, true}};
  const auto rows = confusion(campaigns);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].planted, &competitor_plant());
  EXPECT_TRUE(rows[0].holds());
}

TEST(Confusion, ATaskThatDidNotSettleIsWrong) {
  CampaignAttributions campaign{{made_attribution({0, 0, 0, 0}, 0)}};
  campaign.unsettled = {"planted-work"};
  const auto rows = confusion(std::vector{campaign});
  EXPECT_TRUE(row_of(rows, null_kernel).holds());
  const ConfusionRow& work = row_of(rows, "planted-work");
  EXPECT_EQ(work.unsettled, 1);
  EXPECT_EQ(work.tasks(), 1);
  EXPECT_FALSE(work.holds());
}

TEST(Confusion, OneOfTwentyAndOneOfThreeMayBeWrong) {
  ConfusionRow row;
  row.planted = planted_by_name("planted-lock");
  const auto with = [&](int right, int wrong) {
    row.named = {};
    row.named[static_cast<std::size_t>(Named::residual)] = right;
    row.named[static_cast<std::size_t>(Named::page_faults)] = wrong;
    return row.holds();
  };
  EXPECT_FALSE(with(0, 1));
  EXPECT_FALSE(with(1, 1));
  EXPECT_TRUE(with(2, 1));
  EXPECT_FALSE(with(1, 2));
  EXPECT_TRUE(with(19, 1));
  EXPECT_FALSE(with(18, 2));
}

TEST(Confusion, OnlyARoofThatIsTheSameAloneExcuses) {
  Attribution unharmed = made_attribution({0, 0, 0, 0}, 0, "planted-stream");
  unharmed.roofs = {{"stream", 20, {0.995, 0.98, 1.01}, 1e6}};
  std::vector<CampaignAttributions> campaigns = {{{unharmed}}};
  EXPECT_TRUE(confusion(campaigns)[0].holds());
  EXPECT_EQ(confusion(campaigns)[0].excuse,
            "stream keeps 99.5 % (98.0 to 101.0) of its rate with 2 workers: nothing to lose here");
  campaigns[0].attributions[0].roofs[0].retained = {0.98, 0.96, 1.0};
  EXPECT_FALSE(confusion(campaigns)[0].holds());
  campaigns[0].attributions[0].roofs[0] = {"stream", 19, {0.995, 0.98, 1.01}, 1e6};
  EXPECT_FALSE(confusion(campaigns)[0].holds()) << "19 blocks give no verdict";
  campaigns[0].attributions[0] = made_attribution({40, 0, 0, 0}, 0, "planted-stream");
  campaigns[0].attributions[0].roofs = unharmed.roofs;
  EXPECT_FALSE(confusion(campaigns)[0].holds()) << "a wrong cause is not excused";
  // The roof of streaming excuses no other plant.
  campaigns[0].attributions[0] = unharmed;
  campaigns[0].attributions[0].roofs[0].retained = {1, 0.99, 1.01};
  campaigns[0].attributions[0].kernel = "planted-work";
  EXPECT_FALSE(confusion(campaigns)[0].holds());
}

}  // namespace
}  // namespace allocscale
