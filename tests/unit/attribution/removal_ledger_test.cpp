// Is each part of a loss given to what was planted, and doubted where it must be? Simulated: the truth is
// known.
#include "harness/attribution/removal_ledger.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "harness/attribution/leading.hpp"
#include "harness/attribution/relative_blocks.hpp"
#include "harness/selftest/simulated_machine.hpp"

namespace allocscale {
namespace {

constexpr double margin = 0.03;
constexpr double noise = 0.02;

RemovalLedger ledger_of(const Planted& planted, std::uint64_t seed, int blocks = 20) {
  Normal normal(seed);
  return removal_ledger(simulate(planted, blocks, noise, normal), {all_levels(), {}, {}}, margin, seed);
}

TEST(RemovalLedger, MachineComponentsAndResidualSumToTheLoss) {
  const RemovalLedger ledger = ledger_of(dosed(16), 5);
  double sum = ledger.machine.value().points.estimate + ledger.loss_left.points.estimate;
  for (const Component& component : ledger.components) sum += component.loss.points.estimate;
  EXPECT_NEAR(sum, ledger.loss->estimate, 1e-9);
}

TEST(RemovalLedger, NoLossIsSaidWithWhatWouldHaveBeenFound) {
  const RemovalLedger ledger = ledger_of({}, 6);
  EXPECT_EQ(ledger.verdict, Verdict::equivalent);
  EXPECT_FALSE(ledger.has_loss());
  // (t₀.₉₇₅ + t₀.₈)(19)·100·σ/√20, σ of a twin's difference of differences ≈ 0.02·√(2·2).
  EXPECT_NEAR(ledger.detectable.value(), 2.64, 1);
  for (const Component& component : ledger.components) EXPECT_FALSE(component.loss.share);
}

// Equivalence comes first: a loss of one point, however certain, is within the margin.
TEST(RemovalLedger, ATinyButCertainLossIsNotAttributed) {
  Planted planted;
  planted.residual = 1;
  Normal normal(16);
  const RemovalLedger ledger =
      removal_ledger(simulate(planted, 20, 0.002, normal), {all_levels(), {}, {}}, margin, 16);
  EXPECT_GT(ledger.loss->low, 0);
  EXPECT_EQ(ledger.verdict, Verdict::equivalent);
  EXPECT_FALSE(ledger.has_loss());
}

TEST(RemovalLedger, AFlatTaxIsNoLossAndAllCost) {
  Planted planted;
  planted.fault_cost = 70;
  const RemovalLedger ledger = ledger_of(planted, 7);
  EXPECT_FALSE(ledger.has_loss());
  EXPECT_EQ(ledger.components[0].cost.verdict, ComponentVerdict::cause);
  EXPECT_NEAR(ledger.components[0].cost.points.estimate, 70, 2);
  EXPECT_EQ(ledger.components[1].cost.verdict, ComponentVerdict::negligible);
  EXPECT_NEAR(ledger.cost_left.points.estimate, 30, 2);
}

TEST(RemovalLedger, ALockStaysInTheResidual) {
  Planted planted;
  planted.residual = 40;
  const RemovalLedger ledger = ledger_of(planted, 8);
  EXPECT_TRUE(ledger.has_loss());
  EXPECT_EQ(ledger.loss_left.verdict, ComponentVerdict::cause);
  EXPECT_NEAR(ledger.loss_left.points.estimate, 40, 4);
  EXPECT_NEAR(ledger.loss_left.share->estimate, 1, 0.1);
  for (const Component& component : ledger.components)
    EXPECT_NE(component.loss.verdict, ComponentVerdict::cause);
}

// The loss alone, without any removal: a made experiment of 20 blocks.
RemovalLedger whole_loss(double points, double noise_of_trials, std::uint64_t seed) {
  Planted planted;
  planted.residual = points;
  Normal normal(seed);
  return removal_ledger(simulate(planted, 20, noise_of_trials, normal), {{}, {}, {}}, margin, seed);
}

// The mean of the blocks' ratios is 12 points too large here.
TEST(SimulatedLedger, TheLossIsNotBiasedByTheNoiseOfTrials) {
  constexpr int runs = 600;
  double sum = 0;
  for (int run = 0; run < runs; ++run)
    sum += whole_loss(30, 0.3, derive_seed(24, static_cast<std::uint64_t>(run))).loss->estimate;
  EXPECT_NEAR(sum / runs, 30, 1.7);
}

// "Loss; no loss to attribute here": the verdict was of ln ratios, the points of ratios.
TEST(SimulatedRemovals, VerdictAndPointsDoNotContradictEachOther) {
  int losses = 0;
  for (int run = 0; run < 200; ++run) {
    const RemovalLedger ledger = whole_loss(20, 0.3, derive_seed(25, static_cast<std::uint64_t>(run)));
    EXPECT_EQ(ledger.verdict == Verdict::loss, ledger.has_loss());
    EXPECT_EQ(ledger.verdict == Verdict::loss, ledger.loss->low > 0);
    losses += ledger.has_loss() ? 1 : 0;
  }
  EXPECT_GT(losses, 50);
}

TEST(RemovalLedger, ALossOfAFewBlocksIsTailSensitive) {
  EXPECT_FALSE(ledger_of(dosed(16), 26).robust_where_tails_matter);
  Normal normal(27);
  auto blocks = simulate({}, 20, 0.002, normal);
  for (std::size_t b = 3; b < 8; ++b) blocks[b].at(Memory::as_is, Access::counted)->together *= 3;
  const RemovalLedger ledger = removal_ledger(blocks, {all_levels(), {}, {}}, margin, 27);
  EXPECT_GT(ledger.loss->low, 4);
  ASSERT_TRUE(ledger.robust_where_tails_matter);
  EXPECT_NEAR(*ledger.robust_where_tails_matter, 0, 1);
}

// The dearest cell loses most points to such a machine, though none of the suspects causes a loss.
Planted taken_by_the_machine() {
  Planted planted;
  planted.machine = 12;
  planted.fault_cost = 80;
  return planted;
}

TEST(RemovalLedger, AMachineThatTakesAShareOfEveryTaskIsNoComponent) {
  const RemovalLedger ledger = ledger_of(taken_by_the_machine(), 19);
  EXPECT_TRUE(ledger.has_loss());
  ASSERT_TRUE(ledger.machine);
  EXPECT_EQ(ledger.machine->verdict, ComponentVerdict::cause);
  EXPECT_NEAR(ledger.machine->points.estimate, 12, 2);
  EXPECT_NEAR(ledger.machine->share->estimate, 1, 0.2);
  EXPECT_NEAR(ledger.components[0].cost.points.estimate, 80, 2);
  double sum = ledger.machine->points.estimate + ledger.loss_left.points.estimate;
  for (const Component& component : ledger.components) {
    EXPECT_NE(component.loss.verdict, ComponentVerdict::cause);
    sum += component.loss.points.estimate;
  }
  EXPECT_NEAR(sum, ledger.loss->estimate, 1e-9);
}

// Each value by its own interval, in every run; a component that is called a cause, in few.
TEST(SimulatedLedger, TheErrorOfTheMachinesShareIsCarried) {
  constexpr int runs = 400;
  const double sigma = 0.03;
  int held = 0, values = 0, blamed = 0;
  for (int run = 0; run < runs; ++run) {
    const auto own = derive_seed(20, static_cast<std::uint64_t>(run));
    Normal normal(own);
    const auto blocks = simulate(taken_by_the_machine(), 20, sigma, normal);
    const RelativeBlocks relative = relative_blocks(blocks, all_levels());
    const auto tally = [&](auto value_of, double truth) {
      std::vector<double> value;
      for (const RelativeBlock& block : relative.blocks) value.push_back(value_of(block));
      held += mean_interval(value, 0.95)->holds(truth) ? 1 : 0;
      ++values;
    };
    for (std::size_t player = 0; player < 4; ++player)
      tally([&](const RelativeBlock& block) { return nested_values(loss_game(block, all_levels()))[player]; },
            0);
    tally([](const RelativeBlock& block) { return block.at(Memory::replayed, Access::in_place).lost(); }, 0);
    tally([](const RelativeBlock& block) { return block.at(Memory::as_is, Access::counted).machine; }, 12);
    if (run % 4 != 0) continue;
    const RemovalLedger ledger = removal_ledger(blocks, {all_levels(), {}, {}}, margin, own);
    blamed += std::any_of(ledger.components.begin(), ledger.components.end(), [](const Component& one) {
      return one.loss.verdict == ComponentVerdict::cause || one.loss.verdict == ComponentVerdict::shared;
    });
  }
  EXPECT_GE(static_cast<double>(held) / values, 0.93);
  EXPECT_LE(static_cast<double>(held) / values, 0.97);
  EXPECT_LE(4.0 * blamed / runs, 0.05);
}

TEST(RemovalLedger, WithoutAControlNothingIsTheMachines) {
  Normal normal(21);
  auto blocks = simulate(taken_by_the_machine(), 20, noise, normal);
  for (RemovalBlock& block : blocks) block.control.reset();
  const RemovalLedger ledger = removal_ledger(blocks, {all_levels(), {}, {}}, margin, 21);
  EXPECT_FALSE(ledger.machine);
  EXPECT_NEAR(ledger.components[0].loss.points.estimate, 0.12 * 80, 2);
}

TEST(RemovalLedger, TwoCausesThatAddUpAreToldApart) {
  Planted planted;
  planted.faults = 30;
  planted.counts = 20;
  const RemovalLedger ledger = ledger_of(planted, 9);
  EXPECT_EQ(ledger.components[0].loss.verdict, ComponentVerdict::cause);
  EXPECT_EQ(ledger.components[2].loss.verdict, ComponentVerdict::cause);
  EXPECT_NEAR(ledger.components[0].loss.share->estimate, 0.6, 0.05);
  EXPECT_NEAR(ledger.components[2].loss.share->estimate, 0.4, 0.05);
}

TEST(RemovalLedger, WhatEitherRemovalTakesIsShared) {
  Planted planted;
  planted.both = 40;
  const RemovalLedger ledger = ledger_of(planted, 10);
  for (const std::size_t player : {0U, 2U}) {
    EXPECT_EQ(ledger.components[player].loss.verdict, ComponentVerdict::shared);
    EXPECT_NEAR(ledger.components[player].loss.points.estimate, 20, 3);
    EXPECT_NEAR(ledger.components[player].loss.least, 0, 3);
    EXPECT_NEAR(ledger.components[player].loss.most, 40, 4);
  }
  // The two first steps interact: once one is made the other brings nothing.
  EXPECT_NEAR(ledger.interactions[0].loss.estimate, -40, 4);
  EXPECT_LT(ledger.interactions[0].loss.high, 0);
}

// How often are the page-fault path and the reference counts called shared?
double called_shared(const Planted& planted, double noise_of_trials, std::uint64_t seed) {
  constexpr int runs = 150;
  int shared = 0;
  for (int run = 0; run < runs; ++run) {
    const auto own = derive_seed(seed, static_cast<std::uint64_t>(run));
    Normal normal(own);
    const RemovalLedger ledger =
        removal_ledger(simulate(planted, 20, noise_of_trials, normal), {all_levels(), {}, {}}, margin, own);
    for (const std::size_t player : {0U, 2U})
      shared += ledger.components[player].loss.verdict == ComponentVerdict::shared ? 1 : 0;
  }
  return shared / (2.0 * runs);
}

// The orders of removal are compared by their values, so that noise alone makes a bracket wide.
TEST(SimulatedLedger, NoiseDoesNotMakeSeparableCausesShared) {
  Planted separable;
  separable.faults = separable.counts = 15;
  for (const double noisy : {0.05, 0.08, 0.12})
    EXPECT_LE(called_shared(separable, noisy, 17), 0.06) << "noise " << noisy;
}

TEST(SimulatedLedger, CausesThatOverlapAreCalledSharedDespiteNoise) {
  Planted overlapping;
  overlapping.both = 40;
  for (const double noisy : {0.02, 0.05}) EXPECT_GE(called_shared(overlapping, noisy, 18), 0.92) << noisy;
}

// In how many runs do the two parts lead, and in how many the first alone?
struct LeadCounts {
  int both = 0, first_alone = 0;
};

LeadCounts leads(double faults, double counts, int runs, std::uint64_t seed) {
  LeadCounts found;
  Planted planted;
  planted.faults = faults;
  planted.counts = counts;
  for (int run = 0; run < runs; ++run) {
    const RemovalLedger ledger = ledger_of(planted, derive_seed(seed, static_cast<std::uint64_t>(run)));
    const Leading leading = leading_parts(ledger, Game::loss);
    const auto has = [&](std::size_t player) {
      return std::any_of(leading.shown.begin(), leading.shown.end(), [&](const LeadingPart& part) {
        return part.component == &ledger.components[player];
      });
    };
    found.both += has(0) && has(2) ? 1 : 0;
    found.first_alone += has(0) && leading.shown.size() == 1 && leading.not_shown.empty() ? 1 : 0;
  }
  return found;
}

// One of two equal causes was named, by chance.
TEST(SimulatedLedger, TwoEqualCausesLeadTogetherAndOneOfTwiceTheSizeLeadsAlone) {
  EXPECT_GE(leads(30, 30, 100, 22).both, 95);
  EXPECT_GE(leads(30, 15, 100, 23).first_alone, 95);
}

TEST(RemovalLedger, ARemovalThatMakesItWorseIsAResult) {
  Planted planted;
  planted.residual = 60;
  planted.counts = -25;
  const RemovalLedger ledger = ledger_of(planted, 11);
  EXPECT_EQ(ledger.components[2].loss.verdict, ComponentVerdict::relief);
  EXPECT_NEAR(ledger.components[2].loss.points.estimate, -25, 4);
}

TEST(RemovalLedger, WithoutARetainArmTheTwoMemorySuspectsStayTogether) {
  Planted planted;
  planted.faults = 30;
  planted.work = 10;
  Normal normal(12);
  const auto blocks = simulate(planted, 20, noise, normal);
  RemovalLevels offered = all_levels();
  offered.memory = {Memory::as_is, Memory::replayed};
  const RemovalLedger ledger = removal_ledger(blocks, {offered, {}, {}}, margin, 12);
  ASSERT_EQ(ledger.components.size(), 3U);
  EXPECT_EQ(ledger.components[0].suspects,
            (Component::Suspects{Suspect::page_faults, Suspect::allocator_work}));
  EXPECT_NEAR(ledger.components[0].loss.points.estimate, 40, 4);
  EXPECT_EQ(ledger.not_removable, (std::vector<Suspect>{Suspect::page_faults, Suspect::allocator_work}));
}

TEST(RemovalLedger, NineteenBlocksGiveIntervalsAndNoVerdict) {
  const RemovalLedger ledger = ledger_of(dosed(16), 13, 19);
  EXPECT_EQ(ledger.verdict, Verdict::none);
  EXPECT_EQ(ledger.components[0].loss.verdict, ComponentVerdict::none);
  EXPECT_LT(ledger.components[0].loss.points.low, ledger.components[0].loss.points.high);
}

TEST(RemovalLedger, OneBlockGivesCountsOnly) {
  const RemovalLedger ledger = ledger_of(dosed(16), 14, 1);
  EXPECT_FALSE(ledger.loss);
  EXPECT_TRUE(ledger.components.empty());
  EXPECT_EQ(ledger.left_out + ledger.blocks, 1);
}

// With too few sign flips for a bound that all values keep together, none is given.
TEST(RemovalLedger, BelowSixBlocksThereAreNoJointBounds) {
  const RemovalLedger five = ledger_of(dosed(16), 28, 5), six = ledger_of(dosed(16), 28, 6);
  EXPECT_TRUE(std::isinf(five.components[0].loss.points.high));
  EXPECT_TRUE(std::isinf(five.loss_left.points.low));
  EXPECT_FALSE(five.components[0].loss.detectable);
  EXPECT_TRUE(five.loss) << "its own interval";
  EXPECT_TRUE(std::isfinite(six.components[0].loss.points.high));
  EXPECT_TRUE(six.components[0].loss.detectable);
}

// By Student's own critical value it was found in about half.
TEST(SimulatedLedger, WhatIsDetectableIsFoundInFourOfFiveRuns) {
  constexpr int runs = 200;
  const auto made = [](double counts, int run) {
    Planted planted;
    planted.counts = counts;
    Normal normal(derive_seed(29, static_cast<std::uint64_t>(run)));
    return removal_ledger(simulate(planted, 20, 0.08, normal), {all_levels(), {}, {}}, margin, 29);
  };
  double detectable = 0;
  for (int run = 0; run < 50; ++run) detectable += made(20, run).components[2].loss.detectable.value() / 50;
  int found = 0;
  for (int run = 0; run < runs; ++run)
    found += made(detectable, 100 + run).components[2].loss.points.low > 0 ? 1 : 0;
  EXPECT_GE(static_cast<double>(found) / runs, 0.73);
  EXPECT_LE(static_cast<double>(found) / runs, 0.87);
}

TEST(RemovalLedger, EqualSeedsGiveEqualLedgers) {
  const RemovalLedger one = ledger_of(dosed(16), 15), again = ledger_of(dosed(16), 15);
  EXPECT_EQ(one.components[0].loss.points, again.components[0].loss.points);
  EXPECT_EQ(one.components[2].loss.share, again.components[2].loss.share);
}

}  // namespace
}  // namespace allocscale
