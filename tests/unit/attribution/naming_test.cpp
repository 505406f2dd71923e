// Is each attribution given the one word that it comes to?
#include "harness/attribution/naming.hpp"

#include <gtest/gtest.h>

#include "tests/unit/attribution/made_attribution.hpp"

namespace allocscale {
namespace {

TEST(Naming, EachSuspectByItself) {
  EXPECT_EQ(name_cause(made_attribution({40, 2, 3, 1}, 5)), Named::page_faults);
  EXPECT_EQ(name_cause(made_attribution({2, 40, 3, 1}, 5)), Named::allocator_work);
  EXPECT_EQ(name_cause(made_attribution({2, 1, 40, 1}, 5)), Named::reference_counts);
  EXPECT_EQ(name_cause(made_attribution({2, 1, 3, 40}, 5)), Named::indirection);
}

TEST(Naming, WhereNothingIsLostNothingIsNamed) {
  EXPECT_EQ(name_cause(made_attribution({0, 0, 0, 0}, 0)), Named::no_loss);
  Attribution within_margin = made_attribution({40, 0, 0, 0}, 0);
  within_margin.removal.verdict = Verdict::equivalent;
  EXPECT_EQ(name_cause(within_margin), Named::no_loss);
  EXPECT_EQ(name_cause(Attribution()), Named::no_loss);
}

TEST(Naming, AGainIsNoLoss) {
  Attribution gain = made_attribution({-40, 0, 0, 0}, 0);
  gain.removal.verdict = Verdict::gain;
  EXPECT_FALSE(gain.removal.has_loss());
  EXPECT_EQ(name_cause(gain), Named::no_loss);
}

TEST(Naming, TheResidualIsNamedOnceItExceedsEveryComponent) {
  EXPECT_EQ(name_cause(made_attribution({20, 15, 3, 1}, 22)), Named::residual);
  EXPECT_EQ(name_cause(made_attribution({20, 15, 3, 1}, 18)), Named::page_faults);
  EXPECT_EQ(name_cause(made_attribution({20, 15, 3, 1}, 21)), Named::several) << "not shown to be larger";
  Attribution vague = made_attribution({20, 15, 3, 1}, 22);
  vague.removal.loss_left.verdict = ComponentVerdict::inconclusive;
  EXPECT_EQ(name_cause(vague), Named::several);
}

TEST(Naming, BandwidthTakesTheResidualsPlaceWhereItBinds) {
  Attribution bound = made_attribution({2, 1, 3, 1}, 40);
  bound.bandwidth = BandwidthVerdict::bound;
  EXPECT_EQ(name_cause(bound), Named::bandwidth);
  bound = made_attribution({40, 1, 3, 1}, 2);
  bound.bandwidth = BandwidthVerdict::bound;
  EXPECT_EQ(name_cause(bound), Named::page_faults);
}

TEST(Naming, TheMachineIsNamedWhereItTakesMost) {
  const Attribution made = made_attribution({0, 0, 0, 0}, 40);
  EXPECT_EQ(name_cause(with_machine(made, 22)), Named::machine);
  EXPECT_EQ(name_cause(with_machine(made, 18)), Named::residual);
  EXPECT_EQ(name_cause(with_machine(made, 20)), Named::several);
  EXPECT_EQ(name_cause(with_machine(made_attribution({30, 0, 0, 0}, 40), 35)), Named::machine);
}

TEST(Naming, TwoEqualCausesAreSeveral) {
  EXPECT_EQ(name_cause(made_attribution({40, 39, 3, 1}, 5)), Named::several);
  EXPECT_EQ(name_cause(made_attribution({40, 38, 3, 1}, 5)), Named::page_faults);
}

TEST(Naming, WhatTheLedgersContradictIsNotNamed) {
  Attribution made = made_attribution({40, 2, 20, 1}, 5);
  made.removal.components[0].loss_grade = Grade::x;
  EXPECT_EQ(name_cause(made), Named::several);
  made.removal.components[0].loss_grade = Grade::c;
  made.removal.components[2].loss_grade = Grade::x;
  EXPECT_EQ(name_cause(made), Named::page_faults) << "the smaller one's contradiction changes nothing";
}

TEST(Naming, WhatIsSharedNotSettledOrTwoThingsIsSeveral) {
  for (const ComponentVerdict verdict : {ComponentVerdict::shared, ComponentVerdict::inconclusive}) {
    Attribution made = made_attribution({40, 2, 3, 1}, 5);
    made.removal.components[0].loss.verdict = verdict;
    EXPECT_EQ(name_cause(made), Named::several);
  }
  Attribution two = made_attribution({40, 2, 3, 1}, 5);
  two.removal.components[0].suspects = {Suspect::page_faults, Suspect::allocator_work};
  EXPECT_EQ(name_cause(two), Named::several);
}

TEST(Naming, EveryNameHasItsWord) {
  for (std::size_t i = 0; i < named_words.size(); ++i)
    EXPECT_FALSE(named_word(static_cast<Named>(i)).empty());
  EXPECT_EQ(named_word(Named::several), "several, or not separable");
  EXPECT_EQ(named_word(name_of(Suspect::indirection)), suspect_name(Suspect::indirection));
}

}  // namespace
}  // namespace allocscale
