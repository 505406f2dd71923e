// Is the company that slows the victim down named, and is company that did not keep its rate left out?
#include "harness/attribution/sibling_ledger.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "harness/selftest/simulated.hpp"

namespace allocscale {
namespace {

constexpr std::size_t at(Siblings siblings) { return static_cast<std::size_t>(siblings); }

// Faults reproduce three quarters of what the kernel does to itself, streaming a tenth.
std::vector<SiblingBlock> simulate(int blocks, double noise = 0.01) {
  Normal normal(51);
  std::vector<SiblingBlock> made(static_cast<std::size_t>(blocks));
  for (SiblingBlock& block : made) {
    const double mood = normal(18, 0.1);
    const double truth[] = {1.4, 1, 1, 1.3, 1, 1.04};  // self, idle, compute, fault, copy, stream
    for (std::size_t kind = 0; kind < sibling_kinds; ++kind)
      block.victim_ns[kind] = truth[kind] * std::exp(mood + normal(0, noise));
    block.rate[at(Siblings::fault)] = normal(1, 0.02);
  }
  return made;
}

TEST(SiblingLedger, EachKindOfCompanyHasItsPoints) {
  const auto ledger = sibling_ledger(simulate(20), 1);
  ASSERT_EQ(ledger.size(), 5U);
  const Interference* faults = find_interference(ledger, Siblings::fault);
  ASSERT_NE(faults, nullptr);
  EXPECT_NEAR(faults->points.estimate, 30, 2);
  EXPECT_GT(faults->points.low, 25);
  EXPECT_NEAR(faults->reproduced->estimate, 0.75, 0.05);
  EXPECT_NEAR(find_interference(ledger, Siblings::stream)->reproduced->estimate, 0.1, 0.05);
  EXPECT_NEAR(find_interference(ledger, Siblings::compute)->points.estimate, 0, 1.5);
  EXPECT_FALSE(find_interference(ledger, Siblings::self)->reproduced);
}

// A machine takes 12 % of every task's time, beside siblings too; faults slow the victim by 5 points more,
// streams by none. Intervals that left out the control's error would hold 0 in about 82 of 100.
TEST(SimulatedSiblings, WhatTheMachineTakesIsTakenOffWithItsError) {
  Normal normal(52);
  int held = 0, faults_held = 0, streams_reproduce = 0;
  constexpr int campaigns = 200;
  for (int campaign = 0; campaign < campaigns; ++campaign) {
    std::vector<SiblingBlock> blocks(20);
    for (SiblingBlock& block : blocks) {
      const double mood = normal(18, 0.1);
      const auto time = [&](double truth) { return truth * std::exp(mood + normal(0, 0.02)); };
      block.victim_ns = {time(1.22), time(1), time(1.12), time(1.17), std::nullopt, time(1.12)};
      block.control = AloneAndTogether{time(0.5), time(0.56)};
    }
    const auto ledger = sibling_ledger(blocks, 1);
    const Interference& streams = *find_interference(ledger, Siblings::stream);
    held += streams.evidence().holds(0);
    faults_held += find_interference(ledger, Siblings::fault)->evidence().holds(5);
    streams_reproduce += streams.reproduced && streams.reproduced->low > 0;
    EXPECT_GT(streams.points.low, 8) << "as measured";
  }
  EXPECT_NEAR(held, 0.95 * campaigns, 2.5 * std::sqrt(0.05 * 0.95 * campaigns));
  EXPECT_NEAR(faults_held, 0.95 * campaigns, 2.5 * std::sqrt(0.05 * 0.95 * campaigns));
  EXPECT_LE(streams_reproduce, 0.05 * campaigns + 2.5 * std::sqrt(0.05 * 0.95 * campaigns));
}

TEST(SiblingLedger, ARateOffByMoreThanATenthIsVoid) {
  auto blocks = simulate(20);
  for (SiblingBlock& block : blocks) block.rate[at(Siblings::fault)] = 0.85;
  const auto ledger = sibling_ledger(blocks, 1);
  EXPECT_EQ(find_interference(ledger, Siblings::fault), nullptr);
  EXPECT_TRUE(ledger[2].void_rate);
  EXPECT_NEAR(ledger[2].rate.value(), 0.85, 1e-12);
}

TEST(SiblingLedger, WithoutALossNothingIsReproduced) {
  auto blocks = simulate(20);
  for (SiblingBlock& block : blocks)
    block.victim_ns[at(Siblings::self)] = block.victim_ns[at(Siblings::compute)];
  EXPECT_FALSE(find_interference(sibling_ledger(blocks, 1), Siblings::fault)->reproduced);
}

TEST(SiblingLedger, WhatDidNotRunIsAbsent) {
  auto blocks = simulate(20);
  for (SiblingBlock& block : blocks) block.victim_ns[at(Siblings::copy)].reset();
  EXPECT_EQ(sibling_ledger(blocks, 1).size(), 4U);
  for (SiblingBlock& block : blocks) block.victim_ns[at(Siblings::idle)].reset();
  EXPECT_TRUE(sibling_ledger(blocks, 1).empty());
}

}  // namespace
}  // namespace allocscale
